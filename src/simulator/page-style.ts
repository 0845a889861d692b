export const style = `
:root { --ink: #1c1f26; --quiet: #5d6575; --paper: #f4f5f8; --card: #fff; --line: #dfe2e9; --main: #3b4cca; --on-main: #fff;
  --good: #17724b; --bad: #a8321f; --warn: #fdf0d5; --warn-ink: #7a5200; --soft: #eef0fd; --shell: #23262e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ebf1; --quiet: #a3abbb; --paper: #14161b; --card: #1e2128; --line: #333844;
  --main: #8d9bff; --on-main: #10131f; --good: #63cf9d; --bad: #ff9b8a; --warn: #3d3113; --warn-ink: #ffd98a; --soft: #262b45; --shell: #454c5c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1, h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
small, .quiet { color: var(--quiet); }
small { display: block; font-size: 12.5px; line-height: 1.35; }
.top { padding: 18px 24px; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 1fr auto; gap: 2px 24px; align-items: center; background: var(--card); }
.top h1 { font-size: 19px; }
.top p { color: var(--quiet); grid-column: 1; }
.switches { grid-column: 2; grid-row: 1 / 3; display: flex; gap: 8px; flex-wrap: wrap; }
.columns { display: grid; grid-template-columns: 290px minmax(0, 1fr); max-width: 1500px; }
nav { border-right: 1px solid var(--line); height: calc(100vh - 86px); overflow: auto; position: sticky; top: 0; padding: 10px; }
nav a { display: grid; grid-template-columns: 34px 1fr; gap: 10px; padding: 8px 10px; border-radius: 10px; color: inherit; text-decoration: none; }
nav a:hover { background: var(--soft); }
nav a[aria-current] { background: var(--soft); box-shadow: inset 3px 0 var(--main); }
.name { display: block; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav span { min-width: 0; }
.face { width: 34px; height: 34px; border-radius: 50%; background: var(--main); color: var(--on-main); display: grid; place-items: center; font-weight: 600; }
main { padding: 24px 28px 80px; }
.who h2 { font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
.person { display: grid; grid-template-columns: minmax(0, max-content) minmax(280px, 1fr); gap: 24px 28px; align-items: start; }
.who, .end { grid-column: 1 / -1; }
.phones { display: flex; flex-wrap: wrap; gap: 18px; align-items: flex-start; }
.phone { width: 296px; padding: 12px; border-radius: 38px; background: var(--shell); box-shadow: 0 10px 30px rgb(20 25 40 / .18); }
.phone .screen { background: var(--card); border-radius: 27px; padding: 34px 15px 18px; position: relative; min-height: 430px; display: flex; flex-direction: column; }
.phone .screen::before { content: ""; position: absolute; top: 10px; left: 50%; translate: -50%; background: var(--shell); border-radius: 9px; width: 84px; height: 15px; }
.phone.android .screen::before { width: 15px; }
.phone header { display: flex; justify-content: space-between; align-items: baseline; font-size: 17px; }
.phone header span { color: var(--quiet); font-size: 13px; }
dl { margin: 12px 0; border: 1px solid var(--line); border-radius: 12px; }
dl div { display: flex; justify-content: space-between; padding: 8px 11px; font-size: 14.5px; gap: 8px; }
dl div + div { border-top: 1px solid var(--line); }
dt { color: var(--quiet); }
dd { font-variant-numeric: tabular-nums; font-weight: 600; }
dd i { font-weight: 400; }
mark { background: var(--warn); color: var(--warn-ink); border-radius: 5px; padding: 1px 5px; }
h3, h4 { font-size: 13px; color: var(--quiet); font-weight: 600; margin-bottom: 8px; }
.key, .records li { display: flex; justify-content: space-between; gap: 8px; align-items: center; }
.key { border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: 10px; padding: 8px 10px; margin-bottom: 8px; }
.key.orphan { border-left-color: var(--warn-ink); background: var(--warn); }
.key.orphan small { color: var(--warn-ink); }
.none { color: var(--quiet); font-style: italic; }
.actions { display: grid; gap: 7px; margin-top: auto; padding-top: 16px; }
button { text-wrap: balance; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 9px; padding: 8px 12px; cursor: pointer; }
button:hover { border-color: var(--main); }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
button[aria-busy] { opacity: .5; cursor: progress; }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 9px; padding: 8px 12px; min-width: 0; width: 100%; }
.pass { display: grid; gap: 7px; border-top: 1px solid var(--line); padding-top: 10px; margin-top: 3px; }
.signed-in { color: var(--good); font-weight: 600; margin-bottom: 10px; }
button.main { background: var(--main); border-color: var(--main); color: var(--on-main); font-weight: 600; }
button.plain { border-color: transparent; background: none; color: var(--quiet); }
button.small { padding: 3px 9px; font-size: 13px; flex: none; }
button[role=switch] { display: flex; gap: 9px; align-items: center; }
button[role=switch]::before { content: ""; width: 30px; height: 17px; border-radius: 9px; background: radial-gradient(circle at 8.5px, #fff 6px, transparent 6.5px) #8b93a5; }
button[role=switch][aria-checked=true]::before { background: radial-gradient(circle at 21.5px, #fff 6px, transparent 6.5px) var(--good); }
.knows { display: grid; gap: 16px; max-width: 460px; }
.knows section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 14px 16px; }
.records li { padding: 7px 0; border-top: 1px solid var(--line); }
.records li span { min-width: 0; overflow-wrap: anywhere; }
.records .is-fido2 b { color: var(--good); }
.row { display: flex; gap: 8px; flex-wrap: wrap; margin-top: 10px; }
.row.end { margin-top: 0; }
output { position: fixed; left: 50%; bottom: 24px; translate: -50%; max-width: min(92vw, 560px); background: var(--ink); color: var(--paper); padding: 12px 18px; border-radius: 12px; box-shadow: 0 8px 30px rgb(0 0 0 / .3); }
output.bad { background: var(--bad); }
output[hidden] { display: none; }
@media (max-width: 1080px) { .person { grid-template-columns: minmax(0, 1fr); } .knows { max-width: none; } }
@media (max-width: 820px) {
  .top { grid-template-columns: 1fr; padding: 14px 16px; }
  .switches { grid-column: 1; grid-row: auto; margin-top: 8px; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: 8px; }
  nav ul { display: flex; gap: 6px; }
  nav li { flex: 0 0 210px; }
  nav small { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
  main { padding: 18px 16px 90px; }
  .phones { justify-content: center; }
  nav a { height: 100%; }
}
`;
