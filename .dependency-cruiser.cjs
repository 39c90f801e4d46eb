/**
 * The table of rooms of docs/architecture.md as rules: a room imports only what its row allows.
 * `allowed` lists the rooms and packages of a row; everything else is a violation.
 */
const NODE =
  '^(node:|vm$|assert|buffer|child_process|crypto|events|fs|http|http2|https|net|os|path|process|perf_hooks|module|stream|timers|tls|url|util|worker_threads|zlib)';

/** One rule: files of `room` may reach only their own room and the paths in `allowed`. */
function room(name, path, allowed, comment) {
  return {
    name: `room-${name}`,
    severity: 'error',
    comment,
    from: { path },
    to: { pathNot: [path, ...allowed] },
  };
}

const pkg = (...names) => names.map((name) => `(^|/)node_modules/${name}(/|$)`);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'a cycle of types alone is gone at run time',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    room('selection', '^src/selection/', [], 'pure: no I/O, no clock, nothing imported'),
    room('vast', '^src/vast/', [NODE], 'knows the REST API, not Terraform'),
    room(
      'config',
      '^src/config/',
      [NODE, '^src/selection/', ...pkg('zod', 'dotenv', 'yaml')],
      'files and environment, no network',
    ),
    room(
      'market',
      '^src/market/',
      [NODE, '^src/selection/', '^src/vast/'],
      'the synth-time lookup, no cdktf',
    ),
    room(
      'tfplugin',
      '^src/tfplugin/',
      [NODE, ...pkg('@bufbuild/protobuf')],
      'the protocol; knows nothing of Vast',
    ),
    room(
      'provider',
      '^src/provider/',
      [NODE, '^src/(tfplugin|market|selection|vast|config)/', '^package\\.json$'],
      'resources; no gRPC, no msgpack',
    ),
    room(
      'synth',
      '^src/synth/',
      [NODE, '^src/(market|config|selection|vast)/', ...pkg('cdktf', 'constructs', 'esbuild')],
      'the only room of src that imports cdktf',
    ),
    room(
      'simulator',
      '^src/simulator/',
      [NODE, ...pkg('yaml', 'zod')],
      'written from the API reference, never from our client',
    ),
    room('cli', '^src/cli/', [NODE, '^src/', ...pkg('commander')], 'one file a subcommand'),
    room(
      'constructs',
      '^constructs/',
      ['^src/(synth|selection|config)/', ...pkg('cdktf', 'constructs', '@cdktf/provider-kubernetes')],
      'no environment, clock, files or network',
    ),
    room(
      'stacks',
      '^stacks/',
      ['^constructs/', '^src/config/', ...pkg('cdktf', 'constructs', '@cdktf/provider-kubernetes')],
      'compositions; no HTTP, no environment',
    ),
    {
      name: 'through-the-door',
      severity: 'error',
      comment: 'another room is entered by its index, so that its files can move',
      from: { path: '^(src/([^/]+)|constructs|stacks)/' },
      to: {
        path: '^src/([^/]+)/.+',
        pathNot: [
          '^src/$2/',
          '^src/[^/]+/index\\.ts$',
          '^src/config/api-settings\\.ts$',
          // The provider's index brings gRPC, which the published package has only inside the provider's bundle.
          '^src/provider/label\\.ts$',
          // cdktf is an optional peer: the command must not load it.
          '^src/synth/without-cdktf\\.ts$',
        ],
      },
    },
    {
      name: 'command-without-cdktf',
      severity: 'error',
      comment: 'who has the command only has no cdktf',
      from: { path: '^src/(cli/|synth/without-cdktf)' },
      to: { path: '(^|/)node_modules/(cdktf|constructs)/', reachable: true },
    },
    {
      name: 'src-below-constructs',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(constructs|stacks|test|demo)/' },
    },
    {
      name: 'kubernetes-deep-imports',
      severity: 'error',
      comment: 'the barrel of the Kubernetes bindings costs a second and 200 MB',
      from: {},
      to: { path: 'node_modules/@cdktf/provider-kubernetes/lib/index\\.' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
