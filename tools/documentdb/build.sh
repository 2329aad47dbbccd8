#!/bin/sh
# Builds the tree in the folder $1 from the Debian mirror $2 (empty: debootstrap's default).
# Runs in mount and pid namespaces of its own (see install.mjs), so it never unmounts anything.
set -eu
tree=$1
mirror=$2

echo "@step fetching a minimal Debian"
debootstrap --variant=minbase --include=ca-certificates sid "$tree" ${mirror:+"$mirror"}

mount -t proc proc "$tree/proc"
mount --rbind /dev "$tree/dev"

# No service may start in here, and nobody reads manuals in it.
printf '#!/bin/sh\nexit 101\n' > "$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
printf 'path-exclude=/usr/share/man/*\npath-exclude=/usr/share/locale/*\nforce-unsafe-io\n' > "$tree/etc/dpkg/dpkg.cfg.d/parley"
for kind in http https; do
  eval "$(apt-config shell proxy "Acquire::$kind::Proxy")"
  [ -z "${proxy:-}" ] || printf 'Acquire::%s::Proxy "%s";\n' "$kind" "$proxy" >> "$tree/etc/apt/apt.conf.d/parley"
  proxy=
done

# A fixed user id, so that a data folder still belongs to PostgreSQL when the tree was built anew.
chroot "$tree" groupadd --system --gid 5432 postgres
chroot "$tree" useradd --system --uid 5432 --gid 5432 --home-dir /var/lib/postgresql --shell /bin/sh postgres

echo "@step fetching PostgreSQL 18 and DocumentDB (about 120 MB)"
# The unstable suite's release file may be past its date on a mirror that is a snapshot.
chroot "$tree" apt-get -o Acquire::Check-Valid-Until=false update
chroot "$tree" apt-get install -y --no-install-recommends --download-only postgresql-18-documentdb
# No default cluster: ours is made from a template, below.
mkdir -p "$tree/etc/postgresql-common"
echo 'create_main_cluster = false' > "$tree/etc/postgresql-common/createcluster.conf"
echo "@step unpacking PostgreSQL 18 and DocumentDB"
chroot "$tree" apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql-18-documentdb
chroot "$tree" apt-get clean
rm -rf "$tree"/var/lib/apt/lists/*

mkdir -p "$tree/parley"
chroot "$tree" dpkg-query -W -f '${Package} ${Version}\n' postgresql-18 postgresql-18-documentdb > "$tree/parley-versions"
