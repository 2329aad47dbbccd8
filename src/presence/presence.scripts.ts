/**
 * What happens to presence in Redis, each step atomic and on the clock of Redis (in µs), so that nodes agree.
 *
 *   nodes        zset  lease of a node → when it ends, unless the node renews it
 *   users:LEASE  set   users with a connection under this lease
 *   on:USER      set   leases under which the user has a connection
 *   gone         hash  user → from when they count as gone, a grace after their last connection ended
 *   due          zset  user → when some node must look at them again
 *   shown        hash  user → what others were told of them last; nobody's is "offline, nothing to say"
 *   recent       zset  user → when others were told last, for as long as they must not be told again
 *   own          set   users who changed their status themselves: their own devices are to be told too
 *
 * Nodes renew one lease, not one entry for each socket: the cost of a heartbeat does not grow with the sockets.
 * Some names are made inside the scripts (`users:LEASE`), which Redis Cluster would not allow; Parley needs one Redis.
 */
const now = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
`;

/** Takes a lease. KEYS nodes; ARGV lease, life. */
export const enterScript = `${now}
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
`;

/**
 * Renews a lease, or answers 0: it has ended, and others may have taken its users off already. KEYS nodes; ARGV lease,
 * life.
 */
export const renewScript = `${now}
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not ends or tonumber(ends) <= now then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
`;

/**
 * Users who came or went on the node of a lease; answers 0 when the lease has ended. KEYS nodes, users:, on:, gone, due;
 * ARGV lease, then for each: user, '' when here or the grace that is left.
 */
export const applyScript = `${now}
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not ends or tonumber(ends) <= now then return 0 end
local mine = KEYS[2] .. ARGV[1]
for i = 2, #ARGV, 2 do
  local user, grace = ARGV[i], ARGV[i + 1]
  local look = now
  if grace == '' then
    redis.call('SADD', mine, user)
    redis.call('SADD', KEYS[3] .. user, ARGV[1])
  else
    look = now + grace
    redis.call('SREM', mine, user)
    redis.call('SREM', KEYS[3] .. user, ARGV[1])
    local gone = tonumber(redis.call('HGET', KEYS[4], user) or '0')
    if gone < look then redis.call('HSET', KEYS[4], user, look) end
  end
  redis.call('ZADD', KEYS[5], 'LT', look, user)
end
return 1
`;

/** These users changed their status. KEYS due, own; ARGV users. */
export const markScript = `${now}
for _, user in ipairs(ARGV) do
  redis.call('ZADD', KEYS[1], 'LT', now, user)
  redis.call('SADD', KEYS[2], user)
end
return 1
`;

/**
 * Takes users off a lease that ended, some at a time, and claims those who are due: exactly one node gets each. Who is
 * claimed is due again later, in case the node that claimed them dies. KEYS nodes, users:, on:, gone, due, recent; ARGV
 * how many, patience, spacing. Answers the token of the claim, µs until the next is due or -1, and the users.
 */
export const claimScript = `${now}
local dead = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, 1)
if dead[1] then
  local left = redis.call('SPOP', KEYS[2] .. dead[1], ARGV[1])
  for _, user in ipairs(left) do
    redis.call('SREM', KEYS[3] .. user, dead[1])
    local gone = tonumber(redis.call('HGET', KEYS[4], user) or '0')
    if gone < tonumber(dead[2]) then redis.call('HSET', KEYS[4], user, dead[2]) end
    redis.call('ZADD', KEYS[5], 'LT', now, user)
  end
  if #left < tonumber(ARGV[1]) then redis.call('ZREM', KEYS[1], dead[1]) end
end
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now - ARGV[3])
local users = redis.call('ZRANGEBYSCORE', KEYS[5], '-inf', now, 'LIMIT', 0, ARGV[1])
local token = now + ARGV[2]
for _, user in ipairs(users) do redis.call('ZADD', KEYS[5], token, user) end
local first = redis.call('ZRANGE', KEYS[5], 0, 0, 'WITHSCORES')
return {token, first[2] and math.max(first[2] - now, 0) or -1, users}
`;

/**
 * Decides what others see of claimed users, and says of whom they must be told: of whom it changed, and who were not
 * told of just now. Whoever was marked after the claim is passed over, as they are due again. KEYS nodes, on:, gone, due,
 * recent, shown, own; ARGV token, spacing, then for each: user, what is shown while connected, what while not, µs until
 * something expires or ''. Answers the time, then of each that changed: user, shown before, shown now, gone when or '', 1 when they did it themselves.
 */
export const settleScript = `${now}
local changes = {}
for i = 3, #ARGV, 4 do
  local user, expiry = ARGV[i], ARGV[i + 3]
  local due = redis.call('ZSCORE', KEYS[4], user)
  if due and tonumber(due) == tonumber(ARGV[1]) then
    local here = false
    for _, lease in ipairs(redis.call('SMEMBERS', KEYS[2] .. user)) do
      local ends = redis.call('ZSCORE', KEYS[1], lease)
      if ends and tonumber(ends) > now then here = true end
      if not ends then redis.call('SREM', KEYS[2] .. user, lease) end
    end
    local again = expiry ~= '' and now + expiry or nil
    local gone = redis.call('HGET', KEYS[3], user)
    local grace = not here and gone and tonumber(gone) > now
    if grace then again = math.min(again or tonumber(gone), tonumber(gone)) end
    local shown = (here or grace) and ARGV[i + 1] or ARGV[i + 2]
    local before = redis.call('HGET', KEYS[6], user) or ''
    local told = redis.call('ZSCORE', KEYS[5], user)
    if shown ~= before and told and now - told < tonumber(ARGV[2]) then
      again = math.min(again or told + ARGV[2], told + ARGV[2])
    else
      local own = redis.call('SREM', KEYS[7], user)
      if shown ~= before then
        if shown == '' then redis.call('HDEL', KEYS[6], user) else redis.call('HSET', KEYS[6], user, shown) end
        redis.call('ZADD', KEYS[5], now, user)
        changes[#changes + 1] = {user, before, shown, gone or '', tostring(own)}
      end
      if not here and not grace then redis.call('HDEL', KEYS[3], user) end
    end
    if again then redis.call('ZADD', KEYS[4], again, user) else redis.call('ZREM', KEYS[4], user) end
  end
end
return {now, changes}
`;

/** 1 when the user has a connection, whatever others see. KEYS nodes, on:; ARGV user. */
export const connectedScript = `${now}
for _, lease in ipairs(redis.call('SMEMBERS', KEYS[2] .. ARGV[1])) do
  local ends = redis.call('ZSCORE', KEYS[1], lease)
  if ends and tonumber(ends) > now then return 1 end
end
return 0
`;

/** What others see of these users, and when that was. KEYS shown; ARGV users. */
export const shownScript = `${now}
return {now, redis.call('HMGET', KEYS[1], unpack(ARGV))}
`;
