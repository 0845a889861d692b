import { type Html, html } from './html.ts';
import { button } from './page-button.ts';
import { renderWork } from './page-work.ts';
import type { PasskeyView, PersonView, PhoneView } from './person-view.ts';
import { newestAuthenticator } from './phone-rules.ts';
import type { Entity, Json, Method } from './resources.ts';

export function renderPerson(person: PersonView): Html {
  return html`<section class="person" data-person="${person.id}">
  <div class="who">
    <h2><bdi>${person.displayName}</bdi></h2>
    <p>${person.shows}</p>
    <p class="quiet"><bdi>${person.userPrincipalName}</bdi>${!person.isEnabled && html` · <b>account disabled</b>`}${person.isDeleted && html` · <b>account deleted</b>`}</p>
  </div>
  <div class="phones">
    ${person.phones.map(renderPhone)}
    ${person.phones.length === 0 && html`<p class="none">No phone in sight.</p>`}
  </div>
  <div class="knows">
    <section><h3>What Entra has</h3>${renderMethods(person)}
      <div class="row">${button('add-second-factor', 'Add a phone number')}</div></section>
    <section><h3>What Intune has</h3>${renderRecords(person.managedDevices, 'osVersion', 'lastSyncDateTime')}</section>
    <section><h3>Device objects</h3>${renderRecords(person.devices, 'operatingSystemVersion', 'approximateLastSignInDateTime')}</section>
    ${renderWork(person)}
  </div>
  <div class="row end">
    ${button('buy-phone', 'New iPhone', { platform: 'ios' })}
    ${button('buy-phone', 'New Pixel', { platform: 'android' })}
    ${button('reset', 'Back to the first day', {}, 'plain')}
  </div>
</section>`;
}

function renderPhone(phone: PhoneView): Html {
  const system = phone.platform === 'ios' ? 'iOS' : 'Android';
  const on = { phone: phone.id };
  const newest = newestAuthenticator[phone.platform];
  return html`<article class="phone ${phone.platform}" aria-label="${phone.maker} ${phone.model}">
  <div class="screen">
    <header><b>${phone.model}</b><span>${phone.maker}</span></header>
    <dl>
      <div><dt>System</dt><dd>${system} ${phone.osVersion}${phone.isRooted && html` <mark>rooted</mark>`}</dd></div>
      <div><dt>Authenticator</dt><dd>${phone.authenticator ?? html`<i>not installed</i>`}</dd></div>
    </dl>
    ${phone.signedInUntil !== undefined && html`<p class="signed-in">Signed in with a pass until ${phone.signedInUntil.toISOString().slice(11, 16)} UTC</p>`}
    <h4>Passkeys on this phone</h4>
    <ul class="keys">${phone.passkeys.map(renderPasskey)}</ul>
    ${phone.passkeys.length === 0 && html`<p class="none">None yet</p>`}
    <div class="actions">
      ${button('finish-registration', 'Finish the passkey in Authenticator', on, 'main')}
      ${phone.authenticator !== newest && button('install-authenticator', phone.authenticator === undefined ? 'Install Authenticator' : `Update Authenticator to ${newest}`, on)}
      ${phone.nextOsVersion !== undefined && button('update-os', `Update to ${system} ${phone.nextOsVersion}`, on)}
      ${elsewhere(phone).map(({ provider, name }) => button('make-passkey', `Make one in ${name}`, { ...on, provider }))}
      ${renderPass(on)}
      ${button('leave-orphan', 'Leave an orphan', on, 'plain')}
    </div>
  </div>
</article>`;
}

/** What is typed goes along with the button next to it. */
function renderPass(on: Readonly<Record<string, string>>): Html {
  return html`<div class="pass">
    <input name="pass" aria-label="Temporary Access Pass" placeholder="Temporary Access Pass" autocomplete="off" autocapitalize="off" spellcheck="false">
    ${button('sign-in-with-pass', 'Sign in with a pass', on)}
  </div>`;
}

const providerNames = {
  authenticator: 'Authenticator',
  'samsung-pass': 'Samsung Pass',
  icloud: 'iCloud Keychain',
  google: 'Google Password Manager',
} as const;

function elsewhere({ platform, maker }: PhoneView): readonly { provider: string; name: string }[] {
  if (platform === 'ios') return [{ provider: 'icloud', name: providerNames.icloud }];
  if (maker === 'samsung') return [{ provider: 'samsung-pass', name: providerNames['samsung-pass'] }];
  return [{ provider: 'google', name: providerNames.google }];
}

function renderPasskey({ id, provider, isRegistered }: PasskeyView): Html {
  return html`<li class="${isRegistered ? 'key' : 'key orphan'}">
    <span><b>${providerNames[provider]}</b><small>${isRegistered ? 'Entra has it' : 'orphan: Entra has never heard of it'}</small></span>
    ${button('delete-passkey', 'Delete', { passkey: id, from: 'phone' }, 'small')}
  </li>`;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const methodNames: Readonly<Record<string, string>> = {
  password: 'Password',
  phone: 'Text message',
  microsoftAuthenticator: 'Authenticator',
  fido2: 'Passkey',
  windowsHelloForBusiness: 'Windows Hello',
  temporaryAccessPass: 'Temporary Access Pass',
};

function renderMethods({ methods }: PersonView): Html {
  return html`<ul class="records">${methods.map(renderMethod)}</ul>`;
}

function renderMethod(method: Method): Html {
  const type = method['@odata.type'].replace('#microsoft.graph.', '').replace('AuthenticationMethod', '');
  const detail = [
    text(method.displayName),
    text(method.phoneAppVersion),
    text(method.phoneNumber),
    text(method.model),
    passDetail(method),
  ];
  return html`<li class="is-${type}"><span><b>${methodNames[type] ?? type}</b>
    <small>${detail.filter((one) => one !== undefined).join(' · ')}</small></span>
    ${type !== 'password' && button('remove-method', 'Remove', { method: method.id }, 'small')}</li>`;
}

/** That there is one, and until when; the value is nobody's business. */
function passDetail({
  methodUsabilityReason,
  startDateTime,
  lifetimeInMinutes,
  isUsableOnce,
}: Method): string | undefined {
  if (typeof methodUsabilityReason !== 'string') return undefined;
  const once = isUsableOnce === true ? 'once' : 'several times';
  return `${methodUsabilityReason} · from ${text(startDateTime)} for ${Number(lifetimeInMinutes)} minutes, ${once}`;
}

function renderRecords(records: readonly Entity[], version: string, seen: string): Html {
  if (records.length === 0) return html`<p class="none">Nothing</p>`;
  return html`<ul class="records">${records.map(
    (record) => html`<li><span><b>${text(record.model) ?? 'Device'}</b>
    <small>${text(record.operatingSystem)} ${text(record[version])} · seen ${text(record[seen])?.slice(0, 10)}</small></span></li>`,
  )}</ul>`;
}
