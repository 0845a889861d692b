import { type ActionInput, type ActionResult, changePhone, done, refused } from './phone-action.ts';
import type { Person, Phone, Tap } from './resources.ts';
import { type Usability, usabilityOf } from './taps.ts';
import type { World } from './world.ts';

/** Milliseconds in which something must be registered. https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass */
const signedInFor = 10 * 60_000;

/** Entra's own words. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const blocked = 'AADSTS130501: Temporary Access Pass sign in was blocked due to User Credential Policy.';
const errors: Readonly<Record<Exclude<Usability, 'EnabledByPolicy'>, string>> = {
  DisabledByPolicy: blocked,
  OneTimeUsed: blocked,
  Expired: 'AADSTS130504: Your Temporary Access Pass has expired. Contact your administrator to obtain a new pass.',
  // Entra does not ask for a pass yet that becomes valid later, so there is nothing to find.
  NotYetValid: 'AADSTS130507: An access pass could not be found or verified for the user.',
};

export function signInWithPass(world: World, person: Person, phone: Phone, { pass }: ActionInput): ActionResult {
  if (person.user.accountEnabled === false) return refused('AADSTS50057: The user account is disabled.');
  const tap = person.tap;
  if (tap === undefined || pass?.trim() !== tap.value) return refused(errors.NotYetValid);
  const usability = usabilityOf(world, person, tap);
  if (usability !== 'EnabledByPolicy') return refused(errors[usability]);
  const used: Tap = { ...tap, usedAt: world.now() };
  world.change(person.user.id, (now) => ({ ...now, tap: used }));
  changePhone(world, person, phone, { signedInUntil: new Date(world.now().getTime() + signedInFor) });
  return done('Signed in with the pass, for 10 minutes: enough to set up a passkey.');
}
