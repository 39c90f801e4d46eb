/**
 * The status page: one self-contained document without a single request to anywhere but the simulator. It only reads
 * (`/_sim/state`, `/_sim/journal`), once a second while it is visible.
 */
export const STATUS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Vast.ai simulator</title>
<style>
:root {
  --paper: #f7f8fa; --sheet: #ffffff; --ink: #1b2330; --soft: #5b6675; --line: #dfe4ea;
  --good: #17703f; --wait: #8a5a00; --bad: #b3261e; --accent: #2855c5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --sheet: #1a2029; --ink: #e6eaf0; --soft: #9aa6b5; --line: #2b3442;
    --good: #5fd08f; --wait: #e6b450; --bad: #ff8a80; --accent: #8fb0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 48px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; margin-bottom: 20px; }
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 15px; margin: 28px 0 8px; }
.soft { color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
.figure, .sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.figure { padding: 12px 14px; }
.figure b { display: block; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
.sheet { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 7px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; font-size: 13px; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; }
.empty { padding: 16px; color: var(--soft); }
.good { color: var(--good); } .wait { color: var(--wait); } .bad { color: var(--bad); }
#violations:not(:empty) { margin-top: 16px; padding: 12px 14px; border: 1px solid var(--bad); border-radius: 8px; color: var(--bad); white-space: pre-wrap; }
code { font-family: ui-monospace, monospace; font-size: 13px; }
</style>
</head>
<body>
<main>
<header><h1>Vast.ai simulator</h1><span class="soft" id="clock">reading…</span></header>
<section class="figures" id="figures" aria-label="Figures"></section>
<div id="violations" role="alert"></div>
<h2 id="rentals-title">Contracts</h2>
<div class="sheet"><table aria-labelledby="rentals-title"><thead><tr><th>Id</th><th>GPU</th><th>Place</th><th>Image</th><th>Status</th><th>Ports</th><th class="number">Cost</th></tr></thead><tbody id="rentals"></tbody></table><div class="empty" id="no-rentals" hidden>Nothing is rented.</div></div>
<h2 id="requests-title">Last requests</h2>
<div class="sheet"><table aria-labelledby="requests-title"><thead><tr><th>Time</th><th>Request</th><th class="number">Answer</th><th>Remark</th></tr></thead><tbody id="requests"></tbody></table><div class="empty" id="no-requests" hidden>No request came yet.</div></div>
</main>
<script>
'use strict';
const byId = (id) => document.getElementById(id);
const money = (value, digits) => '$' + value.toFixed(digits);
const time = (ms) => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
// Text only, never markup: labels and images come from clients.
const cell = (text, className) => { const td = document.createElement('td'); td.textContent = text; if (className) td.className = className; return td; };
const row = (cells) => { const tr = document.createElement('tr'); tr.append(...cells); return tr; };
function fill(id, emptyId, rows) { byId(id).replaceChildren(...rows); byId(emptyId).hidden = rows.length > 0; }
function figure(name, value) {
  const box = document.createElement('div'); box.className = 'figure';
  const number = document.createElement('b'); number.textContent = value;
  const label = document.createElement('span'); label.className = 'soft'; label.textContent = name;
  box.append(number, label); return box;
}
function tone(rental) {
  if (rental.actualStatus === 'running') return 'good';
  return rental.currentState === 'running' && !['exited', 'offline', 'unknown'].includes(rental.actualStatus) ? 'wait' : 'bad';
}
async function read(path) { const answer = await fetch(path, { cache: 'no-store' }); if (!answer.ok) throw new Error(path + ' ' + answer.status); return answer.json(); }
async function refresh() {
  const [state, journal] = await Promise.all([read('/_sim/state'), read('/_sim/journal?limit=300')]);
  const pace = state.clock.mode === 'scaled' ? ' × ' + state.clock.factor : '';
  byId('clock').textContent = time(state.now) + ' UTC, ' + state.clock.mode + ' clock' + pace + ', rate limits ' + state.rateLimits;
  const credit = state.accounts.reduce((sum, account) => sum + account.credit, 0);
  const spent = state.accounts.reduce((sum, account) => sum + account.spent, 0);
  const burn = state.accounts.reduce((sum, account) => sum + account.burnPerHour, 0);
  byId('figures').replaceChildren(
    figure('machines online', state.machines.online + ' of ' + state.machines.total),
    figure('offers', String(state.machines.offers)),
    figure('contracts', String(state.rentals.length)),
    figure('credit', money(credit, 2)),
    figure('spent', money(spent, 4)),
    figure('per hour', money(burn, 4)),
  );
  byId('violations').textContent = state.violations.join('\\n');
  fill('rentals', 'no-rentals', state.rentals.map((rental) => row([
    cell(String(rental.id)),
    cell(rental.numGpus + ' × ' + rental.gpuName),
    cell(rental.geolocation || 'unknown'),
    cell(rental.image + (rental.label ? ' (' + rental.label + ')' : '')),
    cell((rental.actualStatus || 'none') + (rental.intendedStatus === rental.currentState ? '' : ', wanted ' + rental.intendedStatus), tone(rental)),
    cell(Object.entries(rental.ports).map(([key, port]) => key + ' → ' + rental.publicIp + ':' + port).join(', ') || 'none'),
    cell(money(rental.charged.gpu + rental.charged.disk + rental.charged.traffic, 4), 'number'),
  ])));
  const requests = journal.entries.filter((entry) => entry.kind === 'request').slice(-20).reverse();
  fill('requests', 'no-requests', requests.map((entry) => row([
    cell(time(entry.at)),
    cell(entry.method + ' ' + (entry.path.length > 90 ? entry.path.slice(0, 90) + '…' : entry.path)),
    cell(entry.status === 0 ? 'cut' : String(entry.status), 'number ' + (entry.status >= 200 && entry.status < 300 ? 'good' : 'bad')),
    cell([entry.error, entry.fault && 'fault: ' + entry.fault].filter(Boolean).join(', ')),
  ])));
  document.body.dataset.ready = 'true';
}
async function loop() {
  if (!document.hidden) {
    try { await refresh(); } catch (error) { byId('clock').textContent = 'The simulator does not answer.'; }
  }
  setTimeout(loop, 1000);
}
loop();
</script>
</body>
</html>
`;
