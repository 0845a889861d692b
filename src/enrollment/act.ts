import { askHelpDesk, cancelRequest, reportNotMe } from './ask-help-desk.ts';
import { assess, chooseAnotherPhone } from './assess.ts';
import { checkOrphan, checkRegistration } from './check-registration.ts';
import type { Command } from './command.ts';
import { negative, positive } from './context.ts';
import {
  offerSymptoms,
  recordHelped,
  recordStillStuck,
  showSymptom,
  signInFailed,
  troubleshoot,
} from './get-unstuck.ts';
import { askWhatHappened, recoverPhone } from './recover-phone.ts';
import type { Screen } from './reply.ts';
import { go, isOn, type Outcome, type Scene, say, stay } from './scene.ts';
import { deleteMyData, showMyData } from './show-my-data.ts';
import { askOsAgain, pickPhone, tellOs, usePhone } from './tell-phone.ts';
import { allSet, secondWay, tryIt, withoutBluetooth } from './test-sign-in.ts';
import { changeRoute, oneAtATime, showSteps, startWalk, turnPage } from './walk-through-steps.ts';

type Act<Kind extends Command['kind']> = (
  command: Extract<Command, { kind: Kind }>,
  scene: Scene,
) => Outcome | Promise<Outcome>;

/** A command that does not belong to the current screen shows that screen: old cards and forged data do nothing. */
const acts: { readonly [Kind in Command['kind']]: Act<Kind> } = {
  'set-up-passkey': (_command, scene) => (isUnderWay(scene.enrollment?.screen) ? stay : assess(scene, {})),
  resume: (_command, scene) => resume(scene),
  status: (_command, scene) => (scene.enrollment ? stay : assess(scene, {})),
  'start-over': (_command, scene) => assess(scene, {}),
  pause: (_command, scene) => (scene.enrollment ? go({ kind: 'paused' }) : say({ kind: 'nothing-open' })),
  help: () => say({ kind: 'help' }),
  greeting: () => say({ kind: 'welcome' }),
  thanks: () => say({ kind: 'you-are-welcome' }),
  'about-passkeys': () => say({ kind: 'about-passkeys' }),
  'security-key': () => say({ kind: 'security-key' }),
  'remove-passkey': () => say({ kind: 'remove-passkey' }),
  'sign-in-help': () => say({ kind: 'sign-in-help' }),
  'what-you-know': (_command, scene) => showMyData(scene),
  'delete-my-data': () => say({ kind: 'confirm-delete' }),
  'confirm-delete': (_command, scene) => deleteMyData(scene),
  'stop-messages': async (_command, { turn, ports }) => {
    await ports.preferences.stopMessages(turn.user);
    return say({ kind: 'messages-stopped' });
  },
  'which-one': ({ intents }) => say({ kind: 'which-one', intents }),
  picture: () => say({ kind: 'cannot-see-pictures' }),
  refresh: () => stay,
  yes: (_command, scene) => inContext(positive(scene.enrollment?.screen), scene),
  no: (_command, scene) => inContext(negative(scene.enrollment?.screen), scene),
  unknown: () => say({ kind: 'not-understood' }),

  start: (_command, scene) => start(scene),
  'different-phone': (_command, scene) => chooseAnotherPhone(scene),
  'pick-phone': ({ phone }, scene) => pickPhone(phone, scene),
  'use-phone': ({ index }, scene) => usePhone(index, scene),
  'tell-os': ({ version }, scene) => tellOs(version, scene),
  'updated-os': (_command, scene) => askOsAgain(scene),
  'use-computer': (_command, scene) => changeRoute('cross-device', scene),
  'on-the-phone': (_command, scene) => changeRoute('in-authenticator', scene),
  'one-at-a-time': (_command, scene) => oneAtATime(scene),
  'all-steps': (_command, scene) => showSteps(scene),
  'show-steps': (_command, scene) => showSteps(scene),
  next: (_command, scene) => turnPage(1, scene),
  back: (_command, scene) => turnPage(-1, scene),
  done: (_command, scene) => checkRegistration(scene),
  orphan: ({ where }, scene) => checkOrphan(where, scene),

  stuck: (_command, scene) => offerSymptoms(scene),
  symptom: ({ symptom }, scene) => showSymptom(symptom, scene),
  troubleshoot: ({ text, symptom }, scene) => troubleshoot(scene, text, symptom),
  helped: (_command, scene) => recordHelped(scene),
  'still-stuck': (_command, scene) => recordStillStuck(scene),

  'try-it': ({ how }, scene) => tryIt(how, scene),
  worked: (_command, scene) => (isOn(scene, 'sign-in-test') ? allSet(scene, true) : stay),
  'did-not-work': (_command, scene) => signInFailed(scene),
  later: (_command, scene) => (isOn(scene, 'moving-phones') ? go({ kind: 'paused' }) : allSet(scene, false)),
  'no-bluetooth': (_command, scene) => withoutBluetooth(scene),
  'second-way': (_command, scene) => secondWay(scene),
  'not-me': (_command, scene) => reportNotMe(scene),

  'lost-phone': (_command, scene) => askWhatHappened(scene),
  'lost-how': ({ what }, scene) => recoverPhone(what, scene),
  'request-tap': (_command, scene) => askHelpDesk('tap', scene),
  'talk-to-human': ({ words }, scene) => askHelpDesk('human', scene, words),
  'ask-help-desk': (_command, scene) =>
    askHelpDesk(isOn(scene, 'no-phone', 'second-way') ? 'security-key' : 'human', scene),
  'cancel-request': ({ number }, scene) => cancelRequest(number, scene),
  'remind-tomorrow': async (_command, { turn, ports }) => {
    const at = new Date(ports.now().getTime() + 24 * 3_600_000);
    await ports.reminders.remindAt(turn.user, at);
    return say({ kind: 'will-remind', at: at.toISOString() });
  },
};

export async function act<Kind extends Command['kind']>(
  command: Extract<Command, { kind: Kind }>,
  scene: Scene,
): Promise<Outcome> {
  const kind: Kind = command.kind;
  return acts[kind](command, scene);
}

/** Asking again in the middle goes on in the middle; "start over" is what starts over. */
function isUnderWay(screen: Screen | undefined): boolean {
  const underWay: readonly (Screen['kind'] | undefined)[] = [
    'steps',
    'one-step',
    'stuck',
    'symptom',
    'still-stuck',
    'not-yet',
    'orphan',
  ];
  return underWay.includes(screen?.kind);
}

/** "It worked", "nope", a thumbs-up: the answer to what the screen asks. */
function inContext(command: Command | undefined, scene: Scene): Promise<Outcome> | Outcome {
  return command ? act(command, scene) : say({ kind: scene.enrollment ? 'not-understood' : 'nothing-open' });
}

function resume(scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  if (enrollment && enrollment.screen.kind !== 'paused') return stay;
  return enrollment?.guide ? showSteps(scene) : assess(scene, enrollment?.answers ?? {});
}

function start(scene: Scene): Promise<Outcome> | Outcome {
  if (isOn(scene, 'offer')) return startWalk(scene);
  return isOn(scene, 'already-done', 'registered') ? assess(scene, { wantsAnother: true }) : stay;
}
