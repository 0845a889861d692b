import type { RegistrationCampaign } from './methods-policy.ts';
import type { Throttling } from './throttle.ts';
import type { World } from './world.ts';

/** The switches of the tenant, by the names of the control API. */
const switches = {
  intune: 'hasIntune',
  passkeyType: 'showsPasskeyType',
  pim: 'hasPim',
  premium: 'hasPremium',
  appsAllowed: 'allowsApps',
  tapOutsidePolicyRefused: 'refusesTapOutsidePolicy',
  secondTapRefused: 'refusesSecondTap',
} as const;

export function viewOfTenant(world: World): Readonly<Record<string, unknown>> {
  return {
    selfService: world.fido2Policy.isSelfServiceRegistrationAllowed,
    ...Object.fromEntries(Object.entries(switches).map(([name, property]) => [name, world[property]])),
    auditTargetIds: world.auditTargetIds,
    auditDelaySeconds: world.auditDelaySeconds,
    registrationCampaign: world.registrationCampaign,
    pageSize: world.pageSize ?? null,
  };
}

export function setTenant(world: World, body: object): void {
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(body));
  if ('selfService' in given) world.allowSelfService(given.selfService === true);
  for (const [name, property] of Object.entries(switches)) if (name in given) world[property] = given[name] === true;
  if ('auditTargetIds' in given) world.auditTargetIds = readTargetIds(given.auditTargetIds);
  if ('auditDelaySeconds' in given) world.auditDelaySeconds = readNumber('auditDelaySeconds', given.auditDelaySeconds);
  if (typeof given.registrationCampaign === 'object' && given.registrationCampaign !== null) {
    const changes = readCampaign(given.registrationCampaign);
    world.registrationCampaign = { ...world.registrationCampaign, ...changes };
  }
  if ('pageSize' in given) world.pageSize = typeof given.pageSize === 'number' ? given.pageSize : undefined;
}

function readTargetIds(value: unknown): World['auditTargetIds'] {
  if (value === 'always' || value === 'sometimes' || value === 'never') return value;
  throw new TypeError('auditTargetIds: always, sometimes or never.');
}

function readNumber(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TypeError(`${name}: a number, not below 0.`);
}

const states: ReadonlySet<unknown> = new Set(['default', 'enabled', 'disabled']);

function readCampaign(changes: object): Partial<RegistrationCampaign> {
  if ('state' in changes && !states.has(changes.state)) throw new TypeError('state: default, enabled or disabled.');
  for (const name of ['includeTargets', 'excludeTargets'] as const) {
    if (name in changes && !Array.isArray((changes as Record<string, unknown>)[name])) {
      throw new TypeError(`${name}: a list.`);
    }
  }
  return changes;
}

export function viewOfReport(world: World): Readonly<Record<string, unknown>> {
  const { writtenAt, refreshMinutes } = world.report;
  return { writtenAt, refreshMinutes, rows: world.report.rows().length };
}

/** An empty body writes it now. */
export function setReport(world: World, body: object): void {
  if ('refreshMinutes' in body) world.report.refreshMinutes = readNumber('refreshMinutes', body.refreshMinutes);
  else world.report.refresh();
}

export function viewOfThrottling({ throttle }: World): Readonly<Record<string, unknown>> {
  return { ...throttle.settings, refused: throttle.refused() };
}

export function setThrottling({ throttle }: World, body: object): void {
  const changes: Record<string, boolean> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!(name in throttle.settings) || typeof value !== 'boolean') {
      throw new TypeError(`Limits: ${Object.keys(throttle.settings).join(', ')}; each true or false.`);
    }
    changes[name] = value;
  }
  throttle.settings = { ...throttle.settings, ...(changes as Partial<Throttling>) };
}
