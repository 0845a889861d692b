import { badRequest } from './answers.ts';
import type { TapPolicy } from './tenant.ts';

/** What the body of POST `temporaryAccessPassMethods` asks for, with the policy's defaults. */
export type TapAsk = {
  readonly startsAt: Date;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
};

/** Minutes. https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods */
const entraLimits = { least: 10, most: 43_200 } as const;
/** Milliseconds. A clock that is a little slow is forgiven. */
const forgiven = 5 * 60_000;

const properties: ReadonlySet<string> = new Set(['@odata.type', 'startDateTime', 'lifetimeInMinutes', 'isUsableOnce']);

export function readTapAsk(body: unknown, policy: TapPolicy, now: Date): TapAsk {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    throw badRequest('Unable to read JSON request payload.');
  }
  const given: Readonly<Record<string, unknown>> = { ...body };
  const stranger = Object.keys(given).find((name) => !properties.has(name));
  if (stranger !== undefined) {
    throw badRequest(
      `The property '${stranger}' does not exist on type 'microsoft.graph.temporaryAccessPassAuthenticationMethod'.`,
    );
  }
  return {
    startsAt: readStart(given.startDateTime ?? undefined, now),
    lifetimeInMinutes: readLifetime(given.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes, policy),
    isUsableOnce: readOnce(given.isUsableOnce ?? false) || policy.isUsableOnce,
  };
}

function readStart(value: unknown, now: Date): Date {
  if (value === undefined) return now;
  const isDate =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const at = new Date(isDate ? value : Number.NaN);
  if (Number.isNaN(at.getTime())) throw badRequest("Invalid value for property 'startDateTime'.");
  if (at.getTime() < now.getTime() - forgiven) throw badRequest('The start time must not be in the past.');
  return at;
}

function readLifetime(value: unknown, policy: TapPolicy): number {
  const least = Math.max(entraLimits.least, policy.minimumLifetimeInMinutes);
  const most = Math.min(entraLimits.most, policy.maximumLifetimeInMinutes);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw badRequest(`The lifetime must be a whole number of minutes between ${least} and ${most}.`);
  }
  return value;
}

function readOnce(value: unknown): boolean {
  if (typeof value !== 'boolean') throw badRequest("Invalid value for property 'isUsableOnce'.");
  return value;
}
