import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { isStrong } from '../passkeys/methods.ts';
import type { RedFlag } from './case.ts';
import { day, type IssuedLately } from './limits.ts';
import type { HelpdeskSettings } from './scene.ts';
import type { Person, SubjectFacts } from './subject.ts';
import { isSuspicious } from './suspicious-text.ts';

/** Days. A factor that is younger may be the attacker's own: it vouches for nobody. */
const oldFactorAge = 7;
/** Days. */
const youngAccountAge = 14;
/** From the second one on. */
const manyIssuedToday = 1;
const manyOpenRequests = 3;

export type Surroundings = {
  readonly issued: IssuedLately;
  /** Open requests of the subject. */
  readonly openRequests: number;
  readonly canBeTold: boolean;
  readonly workingHours: HelpdeskSettings['workingHours'];
  readonly now: Date;
};

/** What should make an operator look twice. They are shown; what one of them stops besides is decided elsewhere. */
export function redFlagsOn(
  person: Person,
  methods: readonly AuthenticationMethod[],
  { managerChangedRecently }: Pick<SubjectFacts, 'managerChangedRecently'>,
  { issued, openRequests, canBeTold, workingHours, now }: Surroundings,
): readonly RedFlag[] {
  const isNewManager = managerChangedRecently.known && managerChangedRecently.value;
  const flags: readonly (readonly [RedFlag, boolean])[] = [
    ['new-phone-no-old-factor', !methods.some((method) => isOldFactor(method, now))],
    ['many-requests', issued.forSubjectToday >= manyIssuedToday || openRequests >= manyOpenRequests],
    ['outside-working-hours', !isWithin(workingHours, now)],
    ['suspicious-name', isSuspicious(person.name) || isSuspicious(person.upn)],
    ['young-account', person.createdAt !== undefined && ageInDays(person.createdAt, now) < youngAccountAge],
    ['new-manager', isNewManager],
    ['cannot-be-told', !canBeTold],
  ];
  return flags.filter(([, isRaised]) => isRaised).map(([flag]) => flag);
}

/** A factor of which nobody knows the age counts as old: Graph leaves the date out for whole kinds of them. */
function isOldFactor(method: AuthenticationMethod, now: Date): boolean {
  if (method.kind === 'temporary-access-pass' || !isStrong(method)) return false;
  return method.createdAt === undefined || ageInDays(method.createdAt, now) >= oldFactorAge;
}

/** Hours may run over midnight; equal ones mean around the clock. */
function isWithin({ from, to, timeZone }: HelpdeskSettings['workingHours'], now: Date): boolean {
  const local = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now));
  if (from === to) return true;
  return from < to ? local >= from && local < to : local >= from || local < to;
}

function ageInDays(then: Date, now: Date): number {
  return (now.getTime() - then.getTime()) / day;
}
