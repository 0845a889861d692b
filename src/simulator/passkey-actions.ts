import { timestamp } from './ids.ts';
import { recordPasskey } from './method-audits.ts';
import { isPasskey, passkey } from './methods.ts';
import {
  type ActionInput,
  type ActionResult,
  addMethod,
  changePhone,
  done,
  providerNames,
  refused,
} from './phone-action.ts';
import { entraVerdict, whyNotInAuthenticator } from './phone-rules.ts';
import type { Method, PasskeyProvider, Person, Phone } from './resources.ts';
import type { World } from './world.ts';

function keepOnPhone(world: World, person: Person, phone: Phone, provider: PasskeyProvider): string {
  const id = world.newId('f1d0', person);
  changePhone(world, person, phone, { passkeys: [...phone.passkeys, { id, provider }] });
  return id;
}

function register(world: World, person: Person, method: Method): void {
  addMethod(world, person, method);
  recordPasskey(world, person, method);
}

export function finishRegistration(world: World, person: Person, phone: Phone): ActionResult {
  const obstacle = whyNotInAuthenticator(person, phone);
  if (obstacle !== undefined) return refused(obstacle);
  const verdict = entraVerdict(world, person, phone, 'authenticator');
  if (!verdict.isAccepted) return refused(verdict.because);
  const id = keepOnPhone(world, person, phone, 'authenticator');
  register(world, person, passkey('authenticator', phone, id, timestamp(world.now()), verdict.isAttested));
  return done('The passkey is in Authenticator, and Entra has it.');
}

/** The phone makes it first; if Entra then says no, it stays behind on the phone. */
export function makePasskey(
  world: World,
  person: Person,
  phone: Phone,
  { provider = 'icloud' }: ActionInput,
): ActionResult {
  if (provider === 'authenticator') return finishRegistration(world, person, phone);
  const verdict = entraVerdict(world, person, phone, provider);
  const id = keepOnPhone(world, person, phone, provider);
  const name = providerNames[provider];
  if (!verdict.isAccepted) return done(`${name} kept a passkey that Entra never took: ${verdict.because}`);
  register(world, person, passkey(provider, phone, id, timestamp(world.now())));
  return done(`The passkey is in ${name}, and Entra has it.`);
}

export function leaveOrphan(world: World, person: Person, phone: Phone, { provider }: ActionInput): ActionResult {
  const made = provider ?? 'authenticator';
  keepOnPhone(world, person, phone, made);
  return done(`${providerNames[made]} has a passkey that Entra has never heard of.`);
}

export function deletePasskey(world: World, person: Person, { passkey: id, from = 'both' }: ActionInput): ActionResult {
  const isOnPhone = person.phones.some(({ passkeys }) => passkeys.some((one) => one.id === id));
  const isInAccount = person.methods.some((method) => isPasskey(method) && method.id === id);
  if (!isOnPhone && !isInAccount) return refused('There is no such passkey.');
  world.change(person.user.id, (now) => ({
    ...now,
    ...(from !== 'account' && {
      phones: now.phones.map((phone) => ({ ...phone, passkeys: phone.passkeys.filter((one) => one.id !== id) })),
    }),
    ...(from !== 'phone' && { methods: now.methods.filter((method) => method.id !== id) }),
  }));
  return done(from === 'both' ? 'Deleted.' : `Deleted from the ${from} only.`);
}
