import type { Reply } from '../enrollment/reply.ts';
import { isHelpdeskReply } from './helpdesk-kinds.ts';
import { helpdeskViewOf } from './helpdesk-view-of.ts';
import { type AnyReply, isRolloutReply } from './rollout-kinds.ts';
import { rolloutViewOf } from './rollout-view-of.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import {
  anotherWayView,
  lostPhoneView,
  movingPhonesView,
  needsTapView,
  notMeReportedView,
  requestCancelledView,
  requestedView,
} from './views/help-desk.ts';
import {
  couldNotReadView,
  plainView,
  removePasskeyView,
  securityKeyView,
  signInHelpView,
  willRemindView,
} from './views/notices.ts';
import {
  askOsView,
  askPhoneView,
  blockedView,
  compromisedPhoneView,
  noPhoneView,
  offerView,
  updateOsView,
} from './views/offer.ts';
import { dataDeletedView, knownAboutYouView } from './views/own-data.ts';
import { oneStepView, stepsView } from './views/steps.ts';
import {
  noBluetoothView,
  notYetView,
  orphanView,
  signInFailedView,
  stillStuckView,
  stuckView,
  symptomView,
} from './views/stuck.ts';
import { allSetView, alreadyDoneView, registeredView, secondWayView, signInTestView } from './views/success.ts';
import { words } from './words.ts';

/** The first card says why it came. */
function guideViewOf(reply: Reply, text: Text): View {
  const view = withoutPromise(reply, text);
  if (!('askedAt' in reply) || !reply.askedAt) return view;
  const promise = text.say('first-card', { time: text.date(reply.askedAt, 'time') });
  return { ...view, small: view.small ? words(`${view.small}\n${promise}`) : promise };
}

export function viewOf(reply: AnyReply, text: Text): View {
  if (isRolloutReply(reply)) return rolloutViewOf(reply, text);
  return isHelpdeskReply(reply)
    ? helpdeskViewOf(reply, text, (screen) => guideViewOf(screen, text))
    : guideViewOf(reply, text);
}

/** Long, because there is a line for every reply. */
function withoutPromise(reply: Reply, text: Text): View {
  switch (reply.kind) {
    case 'offer':
      return offerView(reply, text);
    case 'ask-phone':
      return askPhoneView(reply, text);
    case 'ask-os':
      return askOsView(reply, text);
    case 'update-os':
      return updateOsView(reply, text);
    case 'compromised-phone':
      return compromisedPhoneView(reply, text);
    case 'blocked':
      return blockedView(reply, text);
    case 'needs-tap':
      return needsTapView(reply, text);
    case 'no-phone':
      return noPhoneView(reply, text);
    case 'already-done':
      return alreadyDoneView(reply, text);
    case 'steps':
      return stepsView(reply, text);
    case 'one-step':
      return oneStepView(reply, text);
    case 'stuck':
    case 'found-symptoms':
      return stuckView(reply, text);
    case 'symptom':
      return symptomView(reply, text);
    case 'still-stuck':
      return stillStuckView(reply, text);
    case 'not-yet':
      return notYetView(reply, text);
    case 'orphan':
      return orphanView(reply, text);
    case 'registered':
      return registeredView(reply, text);
    case 'sign-in-test':
      return signInTestView(reply, text);
    case 'sign-in-failed':
      return signInFailedView(reply, text);
    case 'no-bluetooth':
      return noBluetoothView(reply, text);
    case 'all-set':
      return allSetView(reply, text);
    case 'second-way':
      return secondWayView(reply, text);
    case 'lost-phone':
      return lostPhoneView(reply, text);
    case 'moving-phones':
      return movingPhonesView(reply, text);
    case 'another-way':
      return anotherWayView(reply, text);
    case 'will-remind':
      return willRemindView(reply, text);
    case 'requested':
      return requestedView(reply, text);
    case 'not-me-reported':
      return notMeReportedView(reply, text);
    case 'security-key':
      return securityKeyView(reply, text);
    case 'remove-passkey':
      return removePasskeyView(reply, text);
    case 'sign-in-help':
      return signInHelpView(reply, text);
    case 'known-about-you':
      return knownAboutYouView(reply, text);
    case 'data-deleted':
      return dataDeletedView(reply, text);
    case 'request-cancelled':
      return requestCancelledView(reply, text);
    case 'could-not-read':
      return couldNotReadView(reply, text);
    default:
      // What is left must be a reply of plain words: a new kind does not fit here and stops the build.
      return plainView(reply, text);
  }
}
