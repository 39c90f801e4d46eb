#!/usr/bin/env node
'use strict';
// The published package runs the compiled command; a checkout, which has no dist, runs the sources.
const fs = require('node:fs');
const path = require('node:path');

const compiled = path.join(__dirname, '../dist/src/cli/main.js');
if (fs.existsSync(path.join(__dirname, '../src/cli/main.ts'))) {
  require('tsx/cjs');
  require('../src/cli/main.ts');
} else {
  require(compiled);
}
