/**
 * The order of the folders of src/: what stands further down may import what stands further up, never the reverse, and the
 * folders of one line do not know each other. Siblings talk through domain events.
 */
const ORDER = [
  ['contract'],
  ['config'],
  ['common'],
  ['database', 'events'],
  ['identity'],
  ['access'],
  ['realtime'],
  ['metrics'],
  ['jobs', 'mail', 'storage'],
  ['transport'],
  ['documents', 'health', 'site', 'uploads'],
  ['users'],
  ['audit', 'preferences'],
  ['auth', 'blocks', 'rooms', 'dm', 'emojis'],
  ['messages'],
  ['threads'],
  ['presence', 'search', 'saved', 'drafts', 'forwards', 'reports', 'previews'],
  ['notifications'],
  ['inbox'],
];

/** Features of their own, which stand at the end: they may import everything above, and not each other. */
const LATER = ['accounts', 'bots', 'calls', 'gifs', 'retention', 'webhooks'];

/** What operators run beside the server. */
const TOOLS = ['backup', 'doctor'];

const below = (folders) => `^src/(${folders.join('|')})/`;

const orderRules = [...ORDER, LATER, TOOLS].flatMap((group, index, all) =>
  group.map((folder) => {
    const siblings = group.filter((other) => other !== folder);
    const further = all.slice(index + 1).flat();
    const forbidden = [...siblings, ...further];
    return {
      name: `${folder}-imports-only-what-stands-above`,
      comment: `src/${folder} may import only folders that stand above it in the order of docs/architecture.`,
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: [...(forbidden.length > 0 ? [below(forbidden)] : []), '^src/(app\\.|main\\.)'] },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...orderRules,
    {
      name: 'every-folder-has-a-place',
      comment: 'A new folder of src/ must be put into the order in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: below([...ORDER.flat(), ...LATER, ...TOOLS]) },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'A cycle ends in "Cannot access before initialization" once its modules are loaded.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contract-is-free-of-the-server',
      comment: 'Clients use src/contract too: nothing but zod and itself.',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/contract/', '^node_modules/(zod|mdast-util-|micromark|@types/mdast)'] },
    },
    {
      name: 'only-realtime-knows-the-socket-server',
      comment: 'Everything else emits through src/realtime, which knows the rooms, the nodes and the order.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/realtime/' },
      to: { path: ['^node_modules/socket\\.io/', '^node_modules/@nestjs/platform-socket\\.io/'] },
    },
    {
      name: 'only-repositories-know-mongoose',
      comment:
        'Models are imported only by their repository: everything else gets plain objects. Health asks the connection itself.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '\\.(repository|schema|module)\\.ts$',
          '\\.spec\\.ts$',
          '^src/(database|health|backup|doctor)/',
        ],
      },
      to: { path: ['^node_modules/(mongoose|mongodb|@nestjs/mongoose)/'] },
    },
    {
      name: 'only-tracing-knows-opentelemetry',
      comment:
        'And only where traces are wanted: its packages are loaded by a dynamic import of that one file.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/common/tracing/opentelemetry\\.ts$' },
      to: { path: '^node_modules/@opentelemetry/' },
    },
    {
      name: 'opentelemetry-is-loaded-when-wanted',
      comment: 'A static import would load it at every start.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/common/tracing/opentelemetry\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'src-is-not-built-on-tools',
      comment:
        'The product knows a MONGODB_URI, never what stands behind it. Specs may use what tests share.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|tools|scripts|bench)/' },
    },
    {
      name: 'no-dev-dependencies-in-the-product',
      comment: 'The image is built without development dependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { path: '^(src|test|tools|scripts)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
