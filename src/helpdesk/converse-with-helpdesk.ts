import { answerMatch, notOnThePhone, openMatch } from './answer-match.ts';
import { askSecond, decideAsSecond } from './ask-second-operator.ts';
import { chooseOptions } from './choose-options.ts';
import { clearFreeze } from './clear-freeze.ts';
import type { HelpdeskCommand } from './command.ts';
import { chooseSubject, startIssuing } from './find-person.ts';
import { issueTap } from './issue-tap.ts';
import { deleteTap, findTaps, listTaps } from './list-taps.ts';
import { readOutInstead } from './read-out-instead.ts';
import { recordStranger } from './record-refusal.ts';
import { removeOldMethods } from './remove-old-methods.ts';
import { tapNotMine } from './report-tap.ts';
import type { HelpdeskAnswer, HelpdeskPorts, HelpdeskScene, HelpdeskTurn } from './scene.ts';
import { cancelCase, showCase } from './show-case.ts';
import { showTap } from './show-tap.ts';
import { confirmUndo, startUndo } from './undo-tap.ts';
import { useChannel } from './use-channel.ts';
import { askManager, recordVerification, sendMatch } from './verify-caller.ts';
import { viewUser } from './view-user.ts';
import { decideAsManager } from './vouch-for-report.ts';
import { claimRequest, closeRequest, handOverRequest, listRequests, openRequest } from './work-requests.ts';

type Act<Kind extends HelpdeskCommand['kind']> = (
  command: Extract<HelpdeskCommand, { kind: Kind }>,
  scene: HelpdeskScene,
) => Promise<HelpdeskAnswer['reply']>;

/** Who may: `operator` is read now, at the act; `drawing` shows only and takes the cached answer; `addressee`: the flow compares ids itself. */
type Right = 'operator' | 'drawing' | 'addressee';

const acts: { readonly [Kind in HelpdeskCommand['kind']]: { readonly who: Right; readonly act: Act<Kind> } } = {
  'issue-tap': { who: 'drawing', act: ({ query }, scene) => startIssuing(query, scene) },
  'tap-for': { who: 'operator', act: ({ subject, request }, scene) => chooseSubject(subject, request, scene) },
  'show-case': { who: 'drawing', act: (command, scene) => showCase(command.case, scene) },
  'cancel-case': { who: 'operator', act: (command, scene) => cancelCase(command.case, scene) },
  'send-match': { who: 'operator', act: (command, scene) => sendMatch(command.case, scene) },
  'ask-manager': { who: 'operator', act: (command, scene) => askManager(command.case, scene) },
  'record-verification': { who: 'operator', act: recordVerification },
  'ask-second': { who: 'operator', act: (command, scene) => askSecond(command.case, command.reason, scene) },
  'choose-options': { who: 'operator', act: chooseOptions },
  issue: { who: 'operator', act: issueTap },
  'read-out-instead': { who: 'operator', act: readOutInstead },
  'list-taps': { who: 'operator', act: ({ subject }, scene) => listTaps(subject, scene) },
  'find-taps': { who: 'drawing', act: ({ query }, scene) => findTaps(query, scene) },
  'delete-tap': { who: 'operator', act: deleteTap },
  undo: { who: 'operator', act: (command, scene) => startUndo(command.case, scene) },
  'confirm-undo': { who: 'operator', act: (command, scene) => confirmUndo(command.case, command.methods, scene) },
  'remove-old-methods': {
    who: 'operator',
    act: (command, scene) => removeOldMethods(command.case, command.methods, scene),
  },
  'clear-freeze': { who: 'operator', act: ({ subject, freezes }, scene) => clearFreeze(subject, freezes, scene) },
  requests: { who: 'drawing', act: (_command, scene) => listRequests(scene) },
  'open-request': { who: 'drawing', act: ({ number }, scene) => openRequest(number, scene) },
  'claim-request': { who: 'operator', act: ({ number }, scene) => claimRequest(number, scene) },
  'hand-over-request': { who: 'operator', act: ({ number }, scene) => handOverRequest(number, scene) },
  'close-request': { who: 'operator', act: ({ number, how }, scene) => closeRequest(number, how, scene) },
  'view-user': { who: 'operator', act: ({ number }, scene) => viewUser(number, scene) },
  'use-this-channel': { who: 'operator', act: (_command, scene) => useChannel(scene) },
  'open-match': { who: 'addressee', act: ({ match }, scene) => openMatch(match, scene) },
  'answer-match': { who: 'addressee', act: ({ match, digits }, scene) => answerMatch(match, digits, scene) },
  'not-on-the-phone': { who: 'addressee', act: ({ match }, scene) => notOnThePhone(match, scene) },
  'tap-not-mine': { who: 'addressee', act: (command, scene) => tapNotMine(command.case, scene) },
  'decide-as-manager': { who: 'addressee', act: decideAsManager },
  'decide-as-second': { who: 'operator', act: decideAsSecond },
  'show-tap': { who: 'addressee', act: ({ sealed, key }, scene) => showTap(sealed, key, scene) },
};

/** Commands of which an automatic refresh may show the result. */
const shows: ReadonlySet<HelpdeskCommand['kind']> = new Set(['show-case', 'requests', 'open-request']);

export type ConverseWithHelpdesk = (turn: HelpdeskTurn) => Promise<HelpdeskAnswer>;

/** Everybody without the role gets the answer to an unknown command: nothing tells that there is more. */
export function createHelpdeskConverse(ports: HelpdeskPorts): ConverseWithHelpdesk {
  return async (turn) => {
    const { command, user } = turn;
    if (turn.isAutomatic && !shows.has(command.kind)) return { reply: { kind: 'nothing-open' } };
    const isAllowed = await mayAct(command.kind, user, ports);
    if (!isAllowed) {
      // Users say what operators say and mean something else, and an old card refreshes by itself: neither is an attempt.
      if (!turn.isTyped && !turn.isAutomatic) await recordStranger(turn, ports);
      return { reply: { kind: 'not-understood' } };
    }
    const reply = await run(command, { turn, ports });
    return { reply, ...(reply.kind === 'tap' && { isSecret: true as const }) };
  };
}

function run<Kind extends HelpdeskCommand['kind']>(
  command: Extract<HelpdeskCommand, { kind: Kind }>,
  scene: HelpdeskScene,
): Promise<HelpdeskAnswer['reply']> {
  const kind: Kind = command.kind;
  return acts[kind].act(command, scene);
}

async function mayAct(
  kind: HelpdeskCommand['kind'],
  user: HelpdeskTurn['user'],
  { roles }: HelpdeskPorts,
): Promise<boolean> {
  switch (acts[kind].who) {
    case 'addressee':
      return true;
    case 'drawing':
      return roles.has(user, 'helpdesk');
    case 'operator':
      return roles.hasNow(user, 'helpdesk');
  }
}
