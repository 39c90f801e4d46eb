/** Colours by meaning, once for light and once for dark. Text on a segment is `--on-part`, readable on all of them. */
const LIGHT = `
--page:#f3f5f7;--surface:#fff;--ink:#14202b;--muted:#52606e;--line:#d6dde4;--accent:#0a6b4c;--accent-soft:#e3f3ec;--note:#fff4dc;--note-line:#c98a00;
--on-part:#fff;--latency:#1f5fa8;--price:#0f736b;--gpuMatch:#6a3fbd;--reliability:#935600;--availability:#596574;--region:#ad2a69;--modifiers:#7b4a2c;
--patch:#2f6f9f;--sea:#edf2f6;--grid:#cfd9e2;--ring:#7b5ea7;--against:#b3402e;`;
const DARK = `
--page:#0e1318;--surface:#161d24;--ink:#e7edf2;--muted:#a0b0be;--line:#2c3843;--accent:#58d3a4;--accent-soft:#12302a;--note:#2e2612;--note-line:#d9a32e;
--on-part:#0e1318;--latency:#74b4f3;--price:#4fcabb;--gpuMatch:#b99ef3;--reliability:#e8aa4d;--availability:#a5b2bf;--region:#f283b2;--modifiers:#dba681;
--patch:#5aa3d8;--sea:#10171e;--grid:#26323d;--ring:#b59ae0;--against:#f0897a;`;

const PARTS = ['latency', 'price', 'gpuMatch', 'reliability', 'availability', 'region', 'modifiers'];

/** The style of the page. It names no address and needs no font but those of the reader. */
export const STYLESHEET = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}
header,section{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:24px 28px;margin:0 0 20px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 12px;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:0 0 8px}
h3{font-size:1rem;margin:20px 0 6px}
p{margin:0 0 10px}
.eyebrow{text-transform:uppercase;letter-spacing:.09em;font-size:.75rem;font-weight:600;color:var(--accent);margin:0 0 4px}
.lead{font-size:1.15rem}
.muted{color:var(--muted);font-size:.875rem}
.note{background:var(--note);border-left:4px solid var(--note-line);border-radius:6px;padding:10px 14px;margin:14px 0 0}
.note ul{margin:4px 0 0;padding-left:20px}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin:18px 0 0}
.facts div{background:var(--surface);padding:12px 14px}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin:0;font-size:1.35rem;font-weight:650;font-variant-numeric:tabular-nums;line-height:1.25}
.facts dd .muted{display:block;font-size:.8125rem;font-weight:400;margin-top:2px;line-height:1.35}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--muted);font-size:.875rem;padding:4px 0 6px}
th{font-weight:600;text-align:left}
th.num{text-align:right}
thead th{font-size:.8125rem;color:var(--muted);border-bottom:1px solid var(--line);padding:6px 10px;vertical-align:bottom}
td,tbody th,tfoot th{padding:8px 10px;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
tfoot>tr>*{border-top:2px solid var(--line);border-bottom:0;font-weight:600}
.plain tbody th{font-weight:500}
.scroll{overflow-x:auto}
.scroll:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:6px 18px;margin:12px 0 6px;padding:0;font-size:.875rem}
.legend li{display:flex;align-items:center;gap:7px}
.legend .muted{font-size:.8125rem}
${PARTS.map((part) => `.${part} rect{fill:var(--${part})}`).join('\n')}
rect.hatch{fill:url(#hatch)}
.hatch-line{stroke:var(--on-part);stroke-width:2;opacity:.28}
.ranking td,.ranking tbody th{padding:9px 10px}
.ranking .rank span{display:inline-flex;min-width:26px;height:26px;padding:0 6px;border-radius:13px;align-items:center;justify-content:center;font-size:.8125rem;font-weight:650;border:1px solid var(--line);font-variant-numeric:tabular-nums}
.ranking .offer{font-variant-numeric:tabular-nums}
.ranking .place{display:block;font-weight:400;font-size:.8125rem;color:var(--muted)}
.only-narrow{display:none}
.ranking .unit{color:var(--muted);font-size:.8125rem}
.ranking .latency .muted{display:block;font-size:.8125rem}
.ranking .score{width:44%;min-width:220px}
.ranking .offer,.ranking .tag{white-space:nowrap}
.versus tbody th{white-space:nowrap}
.ranking .final{font-weight:650;font-size:1.0625rem}
.ranking .winner{background:var(--accent-soft)}
.ranking .winner .rank span{background:var(--accent);border-color:var(--accent);color:var(--surface)}
.tag{background:var(--accent);color:var(--surface);font-size:.75rem;font-weight:600;border-radius:4px;padding:1px 6px;white-space:nowrap}
.bar{display:block;overflow:visible}
.bar rect{stroke:var(--surface);stroke-width:1}
.winner .bar rect{stroke:var(--accent-soft)}
.bar text{fill:var(--on-part);font-size:11.5px;font-weight:600;text-anchor:middle;dominant-baseline:central;font-variant-numeric:tabular-nums}
.bar .end,.bar .zero{stroke:var(--ink);stroke-width:2}
.bar .zero{stroke-width:1;stroke-dasharray:2 2}
.versus-bar,.reason-bar{display:block;min-width:120px}
.versus-bar line{stroke:var(--muted)}
.versus-bar .for{fill:var(--accent)}
.versus-bar .against{fill:var(--against)}
.reason-bar rect{fill:var(--against)}
.versus .diff{width:32%}
.versus .fact{padding-right:4px}
.versus .points{padding-left:4px;color:var(--muted);font-size:.875rem}
.versus tfoot .points{color:inherit;font-size:1rem}
.reasons .diff{width:36%}
.side{display:inline-block;width:50%}
.side:last-child{text-align:right}
.code-name{font-weight:400;font-size:.8125rem;margin-left:8px}
.ids{font-size:.875rem;margin:6px 0 0;font-variant-numeric:tabular-nums}
.relax{margin:0 0 10px;padding-left:20px}
figure{margin:0}
.map{display:block;width:100%;height:auto;background:var(--sea);border-radius:10px;border:1px solid var(--line)}
.graticule{fill:none;stroke:var(--grid);stroke-width:.8}
.patch{fill:var(--patch);stroke:var(--surface);stroke-width:1.2}
.ring{fill:none;stroke:var(--ring);stroke-width:1.2;stroke-dasharray:5 5}
.ring-label{fill:var(--ring);font-size:13px;font-weight:600;text-anchor:middle;dominant-baseline:central;paint-order:stroke;stroke:var(--sea);stroke-width:5px;stroke-linejoin:round}
.code,.inset-label{fill:var(--ink);font-size:11px;text-anchor:middle;dominant-baseline:central}
.inset-label{text-anchor:start}
.dot{fill:var(--ink)}
.inset{fill:none;stroke:var(--grid)}
.marker circle{fill:var(--surface);stroke:var(--ink);stroke-width:1.6}
.marker text{fill:var(--ink);font-size:12px;font-weight:700;text-anchor:middle;dominant-baseline:central;font-variant-numeric:tabular-nums}
.marker.vague circle{stroke-dasharray:3 2.5}
.marker.best circle{fill:var(--accent);stroke:var(--accent)}
.marker.best .halo{fill:none;stroke-width:2}
.marker.best text{fill:var(--surface)}
.label{fill:var(--ink);font-size:13px;font-weight:600;dominant-baseline:central;paint-order:stroke;stroke:var(--sea);stroke-width:4px;stroke-linejoin:round}
.vantage{fill:var(--ring);stroke:var(--surface);stroke-width:1.5}
figcaption{margin-top:8px}
.columns{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 40px}
.pairs{margin:0;font-size:.9375rem}
.pairs div{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:12px;padding:5px 0;border-bottom:1px solid var(--line)}
.pairs div:last-child{border-bottom:0}
.pairs dt{color:var(--muted)}
.pairs dd{margin:0}
.formulas{margin:0;padding-left:20px;font-size:.9375rem}
details{margin-top:12px}
summary{cursor:pointer;white-space:nowrap;color:var(--accent);font-weight:600;width:fit-content}
td details{margin:0}
td summary{font-weight:400;font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem}
pre{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:12px;overflow-x:auto;margin:10px 0 0}
footer{color:var(--muted);font-size:.8125rem}
@media (max-width:980px){
.ranking,.ranking tbody{display:block}
.ranking thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ranking caption{display:block}
.ranking tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 12px;padding:12px 8px;border-bottom:1px solid var(--line)}
.ranking tr.winner{border-radius:10px}
.ranking tr>*{border:0;padding:0}
.ranking td,.ranking tbody th{padding:0}
.ranking .rank{order:1;min-width:32px}
.ranking tbody th{order:2;flex:1 1 calc(100% - 130px);min-width:0}
.ranking .final{order:3}
.ranking .price{order:4;margin-left:44px}
.ranking .facts-cell{order:5}
.ranking .latency{order:6}
.ranking .latency .muted{display:inline;font-size:inherit}
.ranking .only-narrow{display:inline}
.ranking td:not(.final,.rank,.score){font-size:.875rem;color:var(--muted)}
.ranking .score{order:7;flex:0 0 100%;width:auto;min-width:0;margin-top:6px}
}
@media (max-width:760px){
main{padding:12px 10px 40px}
header,section{padding:18px 16px;border-radius:12px}
h1{font-size:1.5rem}
.ranking .price{margin-left:0}
.bar text{font-size:10px}
.bar .tight{display:none}
.columns{grid-template-columns:minmax(0,1fr)}
.versus,.versus tbody,.versus tfoot,.versus caption{display:block}
.versus thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.versus tr{display:grid;grid-template-columns:minmax(0,1fr) auto minmax(0,1fr) auto;grid-template-areas:"part part part num" "bar bar bar bar" "wf wp of op";gap:2px 6px;padding:10px 0;border-bottom:1px solid var(--line)}
.versus tfoot tr{grid-template-areas:"part part part num" "wf wp of op";border:0}
.versus tr>*{border:0;padding:0}
.versus th{grid-area:part}.versus .diff{grid-area:bar;width:auto}.versus td:nth-of-type(6){grid-area:num}
.versus td:nth-of-type(1){grid-area:wf}.versus td:nth-of-type(2){grid-area:wp}.versus td:nth-of-type(3){grid-area:of;padding-left:8px}.versus td:nth-of-type(4){grid-area:op}
.versus .fact,.versus .points{padding:0;font-size:.8125rem;color:var(--muted)}
.versus tfoot td:empty{display:none}
.reasons .diff,.reasons thead th:nth-child(3),.reasons .code-name{display:none}
.map{min-width:720px}
}
@media print{body{background:#fff}header,section{break-inside:avoid;border-color:#bbb}}
`;
