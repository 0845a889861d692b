import { createHash } from 'node:crypto';
import { findPerson } from './control-routes.ts';
import { type Html, html } from './html.ts';
import { renderPerson } from './page-person.ts';
import { script } from './page-script.ts';
import { style } from './page-style.ts';
import { viewOf } from './person-view.ts';
import type { Person } from './resources.ts';
import type { World } from './world.ts';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Lets nothing run but the page's own script. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that plays the phones. `policy` goes with it as its Content-Security-Policy. */
export function renderPage(world: World, name: string | null): { readonly text: string; readonly policy: string } {
  const members = world.members();
  const chosen = (name === null ? undefined : findPerson(world, name)) ?? members[0];
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The phones of Contoso</title>
<link rel="icon" href="data:,">
<style>${{ html: style }}</style>
</head>
<body>
<header class="top">
  <h1>The phones of Contoso</h1>
  <p>A stand-in for Microsoft Entra and everybody's phone. Nothing here is real, nothing leaves this machine.</p>
  ${renderSwitches(world)}
</header>
<div class="columns">
  <nav aria-label="People"><ul>${members.map((member) => renderEntry(member, chosen))}</ul></nav>
  <main>${chosen === undefined ? html`<p>Nobody is here.</p>` : renderPerson(viewOf(world, chosen))}</main>
</div>
<output role="status" id="says" hidden></output>
<script>${{ html: script }}</script>
</body>
</html>`;
  return { text: body.html, policy };
}

function renderEntry({ user, nick, shows }: Person, chosen: Person | undefined): Html {
  const isChosen = user.id === chosen?.user.id;
  return html`<li><a href="?person=${nick}" ${isChosen && html`aria-current="page"`}>
    <span class="face" aria-hidden="true">${initial(user.displayName)}</span>
    <span><bdi class="name">${user.displayName}</bdi><small>${shows}</small></span>
  </a></li>`;
}

function initial(name: string): string {
  return /\p{L}/u.exec(name)?.[0] ?? '?';
}

function renderSwitches(world: World): Html {
  const switches = [
    { name: 'selfService', label: 'Self-service setup', isOn: world.fido2Policy.isSelfServiceRegistrationAllowed },
    { name: 'intune', label: 'Intune licence', isOn: world.hasIntune },
    { name: 'premium', label: 'Premium licence', isOn: world.hasPremium },
  ];
  return html`<div class="switches">${switches.map(
    ({ name, label, isOn }) =>
      html`<button type="button" role="switch" aria-checked="${String(isOn)}" data-switch="${name}">${label}</button>`,
  )}</div>`;
}
