'use strict';
// Makes dist/, which only the published package needs: compiled modules, their types, and the provider's bundle.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const node = (...args) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
node(path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json');
node('--import', 'tsx', path.join(root, 'scripts/bundle-provider.ts'));
