import type { DeviceRecord, Facts } from '../passkeys/facts.ts';
import type { Phone } from '../passkeys/phones.ts';
import { mayUseSecurityKey } from '../passkeys/policy.ts';
import { authenticatorPlatform } from '../passkeys/providers.ts';
import { mayRegisterByQr, type Readiness } from '../passkeys/readiness.ts';
import { osChoices, osMinimum } from '../passkeys/requirements.ts';
import { formatVersion, parseVersion } from '../passkeys/version.ts';
import type { Client } from './client.ts';
import type { ComputerPlatform, RequestView, RouteName, Screen } from './reply.ts';
import { passkeyView, phoneView, warningsOf } from './views.ts';

type Situation = {
  readonly facts: Facts;
  readonly client: Client;
  readonly now: Date;
  /** The user's open request for a TAP. */
  readonly tapRequest?: RequestView;
  readonly isNewPhone?: boolean;
};

/** Where the guide begins for this user: the route, or what stands in its way. */
export function firstScreen(readiness: Readiness, situation: Situation): Screen {
  const { verdict, phone } = readiness;
  switch (verdict.kind) {
    case 'done':
      return alreadyDone(verdict, phone);
    case 'blocked':
      return { kind: 'blocked', reason: verdict.reason };
    case 'no-phone':
      return { kind: 'no-phone', ...otherDevices(readiness, situation.facts) };
    case 'needs-tap':
      return { kind: 'needs-tap', ...(situation.tapRequest && { request: situation.tapRequest }) };
    case 'which-phone':
      return askPhone(readiness);
    case 'which-os':
      return phone ? askOs(phone, situation.facts.intuneDevices) : askPhone(readiness);
    case 'compromised-phone':
      return phone ? { kind: 'compromised-phone', phone: phoneView(phone) } : askPhone(readiness);
    case 'update-os':
      return phone ? updateOs(phone) : askPhone(readiness);
    case 'ready': {
      const route = verdict.passkey === 'synced' ? 'synced' : 'in-authenticator';
      return phone ? offer(readiness, phone, route, situation) : askPhone(readiness);
    }
  }
}

/** Attackers pretend to help with passkeys: the first card says what it answers. */
export function askedNow(screen: Screen, now: Date): Screen {
  switch (screen.kind) {
    case 'ask-phone':
    case 'ask-os':
    case 'update-os':
    case 'compromised-phone':
    case 'blocked':
    case 'needs-tap':
    case 'no-phone':
    case 'already-done':
      return { ...screen, askedAt: now.toISOString() };
    default:
      return screen;
  }
}

function alreadyDone(
  { passkeys, fitsGoal }: Extract<Readiness['verdict'], { kind: 'done' }>,
  phone: Phone | undefined,
): Screen {
  const inAuthenticator = passkeys.map(({ aaguid }) => authenticatorPlatform(aaguid)).find((one) => one !== undefined);
  const platform = inAuthenticator ?? phone?.platform;
  return { kind: 'already-done', passkeys: passkeys.map(passkeyView), fitsGoal, ...(platform && { platform }) };
}

function offer(readiness: Readiness, phone: Phone, route: RouteName, situation: Situation): Screen {
  const { facts, client, now, isNewPhone } = situation;
  const computer = computerOf(facts, client);
  const canUseComputer =
    route === 'in-authenticator' && computer !== undefined && mayRegisterByQr(readiness.policy, phone.platform);
  return {
    kind: 'offer',
    route,
    phone: phoneView(phone, isNewPhone ? undefined : readiness.app),
    ...(computer && { computer }),
    onThisPhone: client.platform === phone.platform,
    warnings: warningsOf(isNewPhone ? 'new-phone' : readiness.app, phone, facts).filter(
      ({ kind }) => route !== 'synced' || kind === 'not-read',
    ),
    otherPhones: readiness.otherPhones.map((other) => phoneView(other)),
    canUseComputer,
    askedAt: now.toISOString(),
  };
}

export function askPhone({ phone, otherPhones, checks }: Readiness): Screen {
  const phones = [...(phone ? [phone] : []), ...otherPhones].filter(({ name }) => name !== undefined);
  const because = checks.find(({ id }) => id === 'phone')?.because;
  return {
    kind: 'ask-phone',
    phones: phones.slice(0, 3).map((one) => phoneView(one)),
    ...(because && { because }),
  };
}

export function askOs(
  { platform, maker, os, seenAt }: Pick<Phone, 'platform' | 'maker' | 'os' | 'seenAt'>,
  records?: Facts['intuneDevices'],
): Screen {
  return {
    kind: 'ask-os',
    platform,
    choices: osChoices[platform],
    ...(maker && { maker }),
    ...(os && { prefill: formatVersion(os) }),
    ...(seenAt && { seenAt: seenAt.toISOString() }),
    ...(records?.known === false && { because: records.because }),
  };
}

function updateOs(phone: Phone): Screen {
  const needed = formatVersion(osMinimum[phone.platform].minimum);
  return { kind: 'update-os', phone: phoneView(phone), needed, companyPhone: phone.isCompanyOwned };
}

/** What there is instead of a phone. */
function otherDevices(
  { policy }: Readiness,
  { methods }: Facts,
): { securityKeyAllowed: boolean; hasWindowsHello: boolean } {
  return {
    securityKeyAllowed: mayUseSecurityKey(policy) !== 'no',
    hasWindowsHello: methods.known && methods.value.some(({ kind }) => kind === 'windows-hello'),
  };
}

/**
 * The computer the user writes from, or else the one seen last. A QR code from ChromeOS or Linux is unproved,
 * so only Windows and macOS count. Windows 11 begins with build 22000.
 */
function computerOf(facts: Facts, client: Client): ComputerPlatform | undefined {
  const recorded = computers(facts);
  const matching = recorded.find(({ platform }) => platform === client.platform) ?? recorded[0];
  if (client.platform === 'macos') return 'macos';
  if (client.platform === 'windows') return matching?.platform === 'windows' ? windowsOf(matching) : 'windows-11';
  if (!matching) return undefined;
  return matching.platform === 'macos' ? 'macos' : windowsOf(matching);
}

function computers({ intuneDevices, entraDevices }: Facts): readonly DeviceRecord[] {
  const all = [...(intuneDevices.known ? intuneDevices.value : []), ...(entraDevices.known ? entraDevices.value : [])];
  return all
    .filter(({ platform }) => platform === 'windows' || platform === 'macos')
    .sort((a, b) => (b.seenAt?.getTime() ?? 0) - (a.seenAt?.getTime() ?? 0));
}

function windowsOf({ osVersion }: DeviceRecord): ComputerPlatform {
  const build = parseVersion(osVersion)?.[2];
  return build !== undefined && build < 22_000 ? 'windows-10' : 'windows-11';
}
