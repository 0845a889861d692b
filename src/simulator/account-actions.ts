import { type Action, type ActionResult, done, refused } from './phone-action.ts';
import type { AutomaticReplies, Person } from './resources.ts';
import { passkeyGuideApp } from './teams-apps.ts';
import type { World } from './world.ts';

function enable(isEnabled: boolean): Action {
  return (world, person) => {
    world.change(person.user.id, (now) => ({ ...now, user: { ...now.user, accountEnabled: isEnabled } }));
    return done(isEnabled ? 'The account is on.' : 'The account is off.');
  };
}

function deleteAccount(world: World, person: Person): ActionResult {
  world.change(person.user.id, (now) => ({ ...now, deletedAt: world.now() }));
  return done('The account is deleted.');
}

function reply(replies: AutomaticReplies): Action {
  return (world, person) => {
    if (person.mailbox === undefined) return refused('There is no mailbox.');
    const mailbox = { ...person.mailbox, replies };
    world.change(person.user.id, (now) => ({ ...now, mailbox }));
    return done(replies.kind === 'off' ? 'Back at the desk.' : 'Away, until it is switched off.');
  };
}

function setTimeZone(world: World, person: Person, { timeZone }: { readonly timeZone?: string }): ActionResult {
  const mailbox = person.mailbox ?? { language: 'en-US', replies: { kind: 'off' } as const };
  if (timeZone === undefined || timeZone === '') return refused('Which time zone?');
  world.change(person.user.id, (now) => ({ ...now, mailbox: { ...mailbox, timeZone } }));
  return done(`The mailbox is in ${timeZone}.`);
}

function removeMailbox(world: World, person: Person): ActionResult {
  world.change(person.user.id, (now) => ({ ...now, mailbox: undefined }));
  return done('The mailbox is gone.');
}

function installApp(world: World, person: Person): ActionResult {
  if (person.installations.some(({ appId }) => appId === passkeyGuideApp.id))
    return refused('It is installed already.');
  world.install(person, passkeyGuideApp);
  return done('The app is installed in Teams.');
}

function uninstallApp(world: World, person: Person): ActionResult {
  world.change(person.user.id, (now) => ({ ...now, installations: [] }));
  return done('No app is installed in Teams.');
}

/** What happens to an account, its mailbox and its Teams. */
export const accountActions: readonly (readonly [name: string, action: Action])[] = [
  ['disable-account', enable(false)],
  ['enable-account', enable(true)],
  ['delete-account', deleteAccount],
  ['go-away', reply({ kind: 'always' })],
  ['come-back', reply({ kind: 'off' })],
  ['set-time-zone', setTimeZone],
  ['remove-mailbox', removeMailbox],
  ['install-app', installApp],
  ['uninstall-app', uninstallApp],
];
