const NEEDED = ['MONGODB_URI', 'REDIS_URL'];

/** Without the services each test would fail for the same reason: say it once. */
export default (): void => {
  const missing = NEEDED.filter((name) => !process.env[name]);
  if (missing.length === 0) return;
  process.stderr.write(
    `${missing.join(' and ')} not set: run \`npm test\`, which starts what the tests need and passes arguments on to vitest.\n`,
  );
  process.exit(1);
};
