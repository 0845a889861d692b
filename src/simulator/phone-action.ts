import type { Method, PasskeyProvider, Person, Phone } from './resources.ts';
import type { World } from './world.ts';

export type ActionInput = {
  /** Missing: the first phone. */
  readonly phone?: string;
  readonly passkey?: string;
  readonly provider?: PasskeyProvider;
  readonly from?: 'phone' | 'account' | 'both';
  readonly platform?: Phone['platform'];
  readonly method?: string;
  /** The value of a Temporary Access Pass, as typed. */
  readonly pass?: string;
  /** Of the mailbox: a Windows name or an IANA one. */
  readonly timeZone?: string;
};

/** What happened, as a person would tell it. `done: false`: nothing did. */
export type ActionResult = { readonly done: boolean; readonly says: string };

export type Action = (world: World, person: Person, input: ActionInput) => ActionResult;

export const providerNames: Readonly<Record<PasskeyProvider, string>> = {
  authenticator: 'Authenticator',
  'samsung-pass': 'Samsung Pass',
  icloud: 'iCloud Keychain',
  google: 'Google Password Manager',
};

export function done(says: string): ActionResult {
  return { done: true, says };
}

export function refused(says: string): ActionResult {
  return { done: false, says };
}

/** An action on a phone; without one there is nothing to do. */
export function onPhone(act: (world: World, person: Person, phone: Phone, input: ActionInput) => ActionResult): Action {
  return (world, person, input) => {
    const phone = input.phone === undefined ? person.phones[0] : person.phones.find(({ id }) => id === input.phone);
    return phone === undefined ? refused('There is no such phone.') : act(world, person, phone, input);
  };
}

export function changePhone(world: World, person: Person, phone: Phone, changes: Partial<Phone>): void {
  world.change(person.user.id, (now) => ({
    ...now,
    phones: now.phones.map((one) => (one.id === phone.id ? { ...one, ...changes } : one)),
  }));
}

export function addMethod(world: World, person: Person, method: Method): void {
  world.change(person.user.id, (now) => ({ ...now, methods: [...now.methods, method] }));
}
