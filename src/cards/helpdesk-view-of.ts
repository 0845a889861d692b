import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { caseReplyView } from './views/helpdesk-case.ts';
import { decidedView, managerQuestionView, secondQuestionView } from './views/helpdesk-decide.ts';
import {
  alreadyIssuedView,
  anotherWayFirstView,
  askForPersonView,
  caseOverView,
  entraRefusedView,
  frozenView,
  tapRefusedView,
  whichPersonView,
} from './views/helpdesk-find.ts';
import {
  neverOpenedView,
  passkeyAppearedView,
  tapIssuedView,
  tapsView,
  tapUncertainView,
  undoneView,
  undoView,
} from './views/helpdesk-issued.ts';
import { passView } from './views/helpdesk-pass.ts';
import { sentencesView } from './views/helpdesk-plain.ts';
import {
  channelNoticeView,
  channelRequestView,
  requestClosedView,
  requestsView,
  requestView,
  userView,
} from './views/helpdesk-requests.ts';
import {
  accountChangedView,
  matchOverView,
  matchView,
  requestStateView,
  tapNoticeView,
  tapNotMineDoneView,
  tapOpenedView,
  tapOverView,
  tapReadyView,
} from './views/helpdesk-subject.ts';

/** Long, because there is a line for every reply. `screenView`: of what a user sees, for an operator who looks at it. */
export function helpdeskViewOf(reply: HelpdeskReply, text: Text, screenView: (screen: Reply) => View): View {
  const key = `helpdesk.reply.${reply.kind}`;
  switch (reply.kind) {
    case 'ask-for-person':
      return askForPersonView(reply, text);
    case 'which-person':
      return whichPersonView(reply, text);
    case 'another-way-first':
      return anotherWayFirstView(reply, text);
    case 'tap-refused':
      return tapRefusedView(reply, text);
    case 'case':
      return caseReplyView(reply, text);
    case 'case-over':
      return caseOverView(reply, text);
    case 'already-issued':
      return alreadyIssuedView(reply, text);
    case 'tap-issued':
      return tapIssuedView(reply, text);
    case 'tap-uncertain':
      return tapUncertainView(reply, text);
    case 'sign-in-refused':
    case 'write-refused':
      return entraRefusedView(reply, text);
    case 'taps':
      return tapsView(reply, text);
    case 'never-opened':
      return neverOpenedView(reply, text);
    case 'passkey-appeared':
      return passkeyAppearedView(reply, text);
    case 'undo':
      return undoView(reply, text);
    case 'undone':
      return undoneView(reply, text);
    case 'frozen':
      return frozenView(reply, text);
    case 'requests':
      return requestsView(reply, text);
    case 'request':
      return requestView(reply, text);
    case 'user-view':
      return userView(reply, text, screenView);
    case 'match-card':
    case 'type-digits':
      return matchView(reply, text);
    case 'match-over':
      return matchOverView(reply, text);
    case 'tap-ready':
      return tapReadyView(reply, text);
    case 'tap-opened':
      return tapOpenedView(reply, text);
    case 'tap-over':
      return tapOverView(reply, text);
    case 'tap-notice':
      return tapNoticeView(reply, text);
    case 'tap-not-mine-done':
      return tapNotMineDoneView(reply, text);
    case 'account-changed':
      return accountChangedView(reply, text);
    case 'request-state':
      return requestStateView(reply, text);
    case 'tap':
      return passView(reply, text);
    case 'tap-gone':
    case 'channel-refused':
    case 'channel-suspended':
      return sentencesView(`${key}.${reply.because}`, text);
    case 'manager-question':
      return managerQuestionView(reply, text);
    case 'second-question':
      return secondQuestionView(reply, text);
    case 'decided':
      return decidedView(reply, text);
    case 'tap-deleted':
    case 'unfrozen':
      return sentencesView(key, text, { name: reply.name });
    case 'request-taken':
      return sentencesView(key, text, { number: String(reply.number), by: reply.byName });
    case 'request-closed':
      return requestClosedView(reply, text);
    case 'channel-moving':
      return sentencesView(reply.byName ? key : `${key}.unnamed`, text, { by: reply.byName });
    case 'channel-request':
      return channelRequestView(reply, text);
    case 'channel-notice':
      return channelNoticeView(reply, text);
    case 'your-card-was-viewed':
      return sentencesView(key, text, { number: String(reply.number), operator: reply.operatorName });
    case 'sign-in':
    case 'press-unreadable':
    case 'channel-set':
    case 'decision-over':
      return sentencesView(key, text);
  }
}
