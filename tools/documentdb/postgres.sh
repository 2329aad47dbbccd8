#!/bin/sh
# Becomes the PostgreSQL server of the tree $1 on the data folder $2, port $3, as a child of process $4; the rest are
# settings (name=value). Runs in a mount namespace of its own (see postgres.mjs). The chain of execs keeps one pid.
set -eu
tree=$1
data=$2
port=$3
parent=$4
shift 4
bin=/usr/lib/postgresql/18/bin
status() { echo "$1" > "$data/status"; }

# The lock's file descriptor is inherited by every process of the server. So the lock is free exactly when no process of
# an earlier server is left, not even one that outlived a kill -9 of its postmaster.
holds_lock() { [ "/proc/$1/fd/9" -ef "$data/lock" ]; }
exec 9>> "$data/lock"

# A process of PostgreSQL's sees that its postmaster is gone only when it next waits for something: one in the midst of a
# long question goes on, for nobody.
end_orphans() {
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    holds_lock "$pid" && grep --quiet --text '^postgres: ' "$process/cmdline" || continue
    holds_lock "$(sed -n 's/^PPid:[[:space:]]*//p' "$process/status")" || kill -KILL "$pid" || :
  done 2> /dev/null
}

left=60
until flock --wait 1 9; do
  status waiting
  left=$((left - 1))
  [ $left -gt 0 ] || { status "failed another PostgreSQL still uses this data folder"; exit 75; }
  end_orphans
done
: > "$data/postgres.log"
exec >> "$data/postgres.log" 2>&1

mount --rbind /dev "$tree/dev"
# Shared memory of its own: a killed server leaves none behind, and two servers cannot meet.
mount -t tmpfs -o mode=1777 tmpfs "$tree/dev/shm"
mount -t proc proc "$tree/proc"
# A folder below the data folder, so that the latter's own permissions do not matter to the server's user.
mkdir -p "$data/server"
chmod 755 "$data/server"
mount --bind "$data/server" "$tree/parley"

as_postgres() { chroot "$tree" setpriv --reuid 5432 --regid 5432 --clear-groups --inh-caps=-all --reset-env "$@"; }

# Runs statements, each ended by a semicolon and an empty line.
single_user() {
  printf '%s\n\n' "$2" | as_postgres $bin/postgres --single -j -F -D "$1" postgres > "$data/init.log" 2>&1
  # Single-user mode ends with 0 also when the statement failed.
  if grep -E 'ERROR|FATAL|PANIC' "$data/init.log"; then status "failed PostgreSQL cannot prepare its data"; exit 1; fi
}

if [ ! -e "$data/server/pgdata/PG_VERSION" ]; then
  status initialising
  rm -rf "$data/server/pgdata.new"
  mkdir -m 700 "$data/server/pgdata.new"
  chown 5432:5432 "$data/server/pgdata.new"
  as_postgres $bin/initdb -D /parley/pgdata.new -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust --no-sync --no-instructions
  cat >> "$data/server/pgdata.new/postgresql.conf" <<CONF
shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb'
cron.database_name = 'postgres'
CONF
  # Indexes are built in the foreground, so the jobs that look every two seconds for some to build only cost time.
  single_user /parley/pgdata.new "CREATE EXTENSION documentdb CASCADE;

SELECT cron.unschedule(jobid) FROM cron.job WHERE command LIKE '%build_index_concurrently%';"
  cp "$tree/parley-versions" "$data/versions"
  case " $* " in
    *" fsync=off "*) ;;
    *) sync --file-system "$data/server/pgdata.new" ;;
  esac
  mv "$data/server/pgdata.new" "$data/server/pgdata"
fi

# We hold the lock, so whatever process has the pid that stands in there is none of ours.
rm -f "$data/server/pgdata/postmaster.pid"
if ! cmp -s "$tree/parley-versions" "$data/versions"; then
  status upgrading
  single_user /parley/pgdata 'ALTER EXTENSION documentdb UPDATE;'
  cp "$tree/parley-versions" "$data/versions"
fi

for setting in "$@"; do settings="${settings:-} -c $setting"; done
status starting
# A backend keeps what it has freed, up to 32 MB: to give it back to the kernel and to ask for it again with each question takes
# longer than many a question (thousands of page faults).
kept=33554432
# SIGINT is PostgreSQL's fast shutdown; it comes when our parent dies. Should the parent have died before that was asked
# for, the last shell sees another parent.
# shellcheck disable=SC2086
exec chroot "$tree" setpriv --reuid 5432 --regid 5432 --clear-groups --inh-caps=-all --reset-env --pdeathsig SIGINT \
  sh -c '[ "$PPID" = "$0" ] && exec "$@"' "$parent" \
  env MALLOC_TRIM_THRESHOLD_=$kept MALLOC_MMAP_THRESHOLD_=$kept $bin/postgres -D /parley/pgdata -p "$port" ${settings:-}
