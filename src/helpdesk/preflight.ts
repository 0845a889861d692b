import type { AuthenticationMethod, TapPolicy, TemporaryAccessPass } from '../passkeys/facts.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import { isInScope } from '../passkeys/policy.ts';
import type { Preflight } from './case.ts';
import type { Hearer } from './find-witness.ts';
import { type IssuedLately, needsSecondOperator } from './limits.ts';
import { otherWaysIn } from './other-ways.ts';
import { redFlagsOn } from './red-flags.ts';
import type { PreflightCheck, TapRefusal } from './reply-views.ts';
import { rolesInReach, rolesThatReset } from './roles-in-reach.ts';
import type { HelpdeskSettings } from './scene.ts';
import type { Person, Privilege, SubjectFacts } from './subject.ts';
import { stripUnseen } from './suspicious-text.ts';
import { validManager } from './verification.ts';

/**
 * Shortest and longest lifetime Entra accepts, in minutes.
 * Source: https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod
 */
const entraLimits = { minimum: 10, maximum: 43_200 } as const;
/** Minutes. Long enough for a call and a new phone. */
const usualLifetime = 60;

export type JudgingCircumstances = {
  readonly operator: UserId;
  /** Whose members are operators. */
  readonly operatorGroups: readonly GroupId[];
  readonly settings: HelpdeskSettings;
  /** Any: the subject is frozen. */
  readonly frozenBy: readonly { readonly at: Date }[];
  /** One was cleared in the last 24 hours: whoever did it does not issue alone. */
  readonly wasFrozenToday: boolean;
  readonly issued: IssuedLately;
  /** Open requests of the subject. */
  readonly openRequests: number;
  /** Who will hear of it first; undefined: nobody. */
  readonly hearer: Hearer | undefined;
  readonly now: Date;
};

export type Judgement =
  | { readonly kind: 'refused'; readonly refusal: TapRefusal }
  | { readonly kind: 'possible'; readonly preflight: Preflight };

/** Whether this operator may issue a TAP for this subject now. Rules are tried top to bottom; the first that refuses wins. Unknown means no. */
export function judge(facts: SubjectFacts, circumstances: JudgingCircumstances): Judgement {
  const { operator, settings, frozenBy } = circumstances;
  const { person, tapPolicy, memberOf, privileges, methods } = facts;
  if (!settings.hasTaps) return refuse({ kind: 'not-in-this-cloud' });
  if (operator === facts.subject) return refuse({ kind: 'own-account' });
  if (frozenBy.length > 0) return refuse({ kind: 'frozen' });
  if (!person.known) return refuse(unknown('enabled'));
  const account = accountRefusal(person.value);
  if (account) return refuse(account);
  if (!tapPolicy.known) return refuse(unknown('policy-scope'));
  const policy = policyRefusal(facts, tapPolicy.value);
  if (policy) return refuse(policy);
  const lifetime = lifetimeIn(tapPolicy.value);
  if (!lifetime) return refuse(unknown('policy-scope'));
  if (!privileges.known) return refuse(unknown('privileged'));
  if (privileges.value.some(isOutOfReach)) return refuse(outOfReach('privileged'));
  if (!memberOf.known) return refuse(unknown('protected'));
  if (settings.protectedGroups.some((group) => memberOf.value.has(group))) return refuse(outOfReach('protected'));
  if (!methods.known) return refuse(unknown('existing-tap'));
  if (!circumstances.hearer) return refuse({ kind: 'nobody-to-tell' });
  const isOperator = circumstances.operatorGroups.some((group) => memberOf.value.has(group));
  const helpsOthers = isOperator || privileges.value.some(resetsOthers);
  const about = whoAndWhat(facts, person.value, methods.value, circumstances);
  const preflight: Preflight = {
    ...about,
    redFlags: [...about.redFlags, ...(helpsOthers ? (['helps-others'] as const) : [])],
    lifetime,
    // Where the policy does not say, Entra may refuse a TAP that works more than once.
    onlyOnce: tapPolicy.value.isUsableOnce !== false,
    needsSecondOperator:
      helpsOthers ||
      circumstances.hearer !== 'subject' ||
      circumstances.wasFrozenToday ||
      needsSecondOperator(memberOf.value, circumstances.issued, settings),
  };
  return { kind: 'possible', preflight };
}

function whoAndWhat(
  facts: SubjectFacts,
  person: Person,
  methods: readonly AuthenticationMethod[],
  { operator, issued, openRequests, hearer, settings, now }: JudgingCircumstances,
): Omit<Preflight, 'lifetime' | 'onlyOnce' | 'needsSecondOperator'> {
  const manager = validManager(facts, operator);
  const taps = methods.filter((method) => method.kind === 'temporary-access-pass');
  return {
    name: stripUnseen(person.name),
    upn: stripUnseen(person.upn),
    ...(person.title && { title: stripUnseen(person.title) }),
    ...(person.department && { department: stripUnseen(person.department) }),
    ...(person.createdAt && { createdAt: person.createdAt.toISOString() }),
    readAt: facts.readAt.toISOString(),
    ...existingTapIn(taps, now),
    otherWays: otherWaysIn(methods),
    redFlags: redFlagsOn(person, methods, facts, {
      issued,
      openRequests,
      canBeTold: hearer === 'subject',
      workingHours: settings.workingHours,
      now,
    }),
    ...(manager && { manager: { id: manager.id, name: stripUnseen(manager.name) } }),
    passkeys: methods.filter(({ kind }) => kind === 'passkey').length,
  };
}

/** One that is over is no loss; one of which nobody knows when it ends may still be in use. */
export function existingTapIn(
  taps: readonly TemporaryAccessPass[],
  now: Date,
): Pick<Preflight, 'existingTap'> | undefined {
  for (const { id, startsAt, lifetime } of taps) {
    if (!startsAt || lifetime === undefined) return { existingTap: { id } };
    const validUntil = new Date(startsAt.getTime() + lifetime * 60_000);
    if (validUntil > now) return { existingTap: { id, validUntil: validUntil.toISOString() } };
  }
  return undefined;
}

/** Guests get their TAP at home. */
function accountRefusal({ enabled, isGuest }: Person): TapRefusal | undefined {
  if (enabled !== true) return enabled === false ? { kind: 'enabled' } : unknown('enabled');
  if (isGuest !== false) return isGuest ? { kind: 'member' } : unknown('member');
  return undefined;
}

function policyRefusal({ subject, memberOf }: SubjectFacts, policy: TapPolicy): TapRefusal | undefined {
  if (policy.state !== 'enabled') return policy.state ? { kind: 'policy-off' } : unknown('policy-scope');
  switch (isInScope(subject, memberOf, policy)) {
    case 'yes':
      return undefined;
    case 'no':
      return { kind: 'policy-scope' };
    case 'unknown':
      return unknown('policy-scope');
  }
}

function lifetimeIn({ minimumLifetime, maximumLifetime }: TapPolicy): Preflight['lifetime'] | undefined {
  if (minimumLifetime === undefined || maximumLifetime === undefined) return undefined;
  const minimum = Math.max(minimumLifetime, entraLimits.minimum);
  const maximum = Math.min(maximumLifetime, entraLimits.maximum);
  // Also where one of them is not a number.
  if (!(minimum <= maximum)) return undefined;
  return { minimum, maximum, proposed: Math.min(Math.max(usualLifetime, minimum), maximum) };
}

/** Active or merely eligible: that an eligible administrator is out of an Authentication Administrator's reach is documented nowhere. */
function isOutOfReach(privilege: Privilege): boolean {
  return privilege.kind !== 'role' || !rolesInReach.has(privilege.templateId.toLowerCase());
}

/** Active or merely eligible. Whoever fools one operator into a pass for such an account is an operator then: one alone does not decide that. */
function resetsOthers(privilege: Privilege): boolean {
  return privilege.kind === 'role' && rolesThatReset.has(privilege.templateId.toLowerCase());
}

/** Outside the bot. Source: https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions */
function outOfReach(kind: 'privileged' | 'protected'): TapRefusal {
  return { kind, roleThatCould: 'privileged-authentication-administrator' };
}

function unknown(what: PreflightCheck | 'existing-tap'): TapRefusal {
  return { kind: 'unknown', what };
}

function refuse(refusal: TapRefusal): Judgement {
  return { kind: 'refused', refusal };
}
