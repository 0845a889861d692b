import type { Command } from './command.ts';
import type { Intent } from './intent.ts';
import { actionsOfNotice, choose } from './notice-actions.ts';
import type { PhoneMaker, PhonePlatform, Reply } from './reply.ts';
import { type Symptom, type SymptomId, symptom } from './symptoms.ts';

/**
 * The buttons of each reply, the main one first. Both the cards and the reading of typed words rest on this list,
 * so that whatever can be pressed can be typed.
 */
export function actionsFor(reply: Reply): readonly Command[] {
  switch (reply.kind) {
    case 'offer':
      return [
        { kind: 'start' },
        { kind: 'different-phone' },
        ...(reply.canUseComputer ? [{ kind: 'use-computer' } as const] : []),
      ];
    case 'ask-phone':
      return [
        ...reply.phones.map((_phone, index) => ({ kind: 'use-phone', index }) as const),
        ...(['iphone', 'samsung', 'pixel', 'other-android', 'none'] as const).map(
          (phone) => ({ kind: 'pick-phone', phone }) as const,
        ),
      ];
    case 'ask-os':
      return [
        ...reply.choices.map((version) => ({ kind: 'tell-os', version }) as const),
        { kind: 'tell-os', version: 'unknown' },
        { kind: 'different-phone' },
      ];
    case 'update-os':
      return [
        { kind: 'updated-os' },
        { kind: 'remind-tomorrow' },
        { kind: 'different-phone' },
        ...(reply.companyPhone ? [{ kind: 'ask-help-desk' } as const] : []),
      ];
    case 'compromised-phone':
      return [{ kind: 'different-phone' }, { kind: 'ask-help-desk' }];
    case 'blocked':
      return [{ kind: 'ask-help-desk' }];
    case 'needs-tap':
      return reply.request ? [{ kind: 'cancel-request', number: reply.request.number }] : [{ kind: 'request-tap' }];
    case 'no-phone':
      return [{ kind: 'ask-help-desk' }, { kind: 'different-phone' }];
    case 'already-done':
      return reply.fitsGoal
        ? [
            { kind: 'try-it', how: 'computer' },
            { kind: 'try-it', how: 'this-phone' },
            { kind: 'second-way' },
            { kind: 'not-me' },
          ]
        : [{ kind: 'start' }, { kind: 'later' }, { kind: 'not-me' }];
    case 'steps':
      return [
        { kind: 'done' },
        { kind: 'stuck' },
        { kind: 'one-at-a-time' },
        ...(reply.route === 'cross-device' ? [{ kind: 'no-bluetooth' } as const] : []),
      ];
    case 'one-step':
      return [
        reply.index + 1 < reply.steps.length ? { kind: 'next' } : { kind: 'done' },
        ...(reply.index > 0 ? [{ kind: 'back' } as const] : []),
        { kind: 'stuck' },
        { kind: 'all-steps' },
      ];
    case 'stuck':
      return [...reply.symptoms.map(choose), { kind: 'ask-help-desk' }, { kind: 'show-steps' }];
    case 'symptom':
      return [{ kind: 'helped' }, { kind: 'still-stuck' }, ...wayOn(reply.symptom)];
    case 'still-stuck':
      return [{ kind: 'ask-help-desk' }, { kind: 'show-steps' }];
    case 'not-yet':
      return [...orphanPlaces(reply.platform, reply.maker), { kind: 'show-steps' }, { kind: 'stuck' }];
    case 'orphan':
      return [{ kind: 'show-steps' }, { kind: 'ask-help-desk' }];
    case 'registered':
      return [
        { kind: 'try-it', how: 'computer' },
        { kind: 'try-it', how: 'this-phone' },
        { kind: 'later' },
        ...(reply.fitsGoal ? [] : [{ kind: 'start' } as const]),
        { kind: 'not-me' },
      ];
    case 'sign-in-test':
      return [
        { kind: 'worked' },
        { kind: 'did-not-work' },
        ...(reply.how === 'computer' ? [{ kind: 'no-bluetooth' } as const] : []),
      ];
    case 'sign-in-failed':
      return [...reply.symptoms.map(choose), { kind: 'ask-help-desk' }, { kind: 'later' }];
    case 'no-bluetooth':
      return reply.stage === 'registering'
        ? [{ kind: 'on-the-phone' }, { kind: 'use-computer' }]
        : [{ kind: 'security-key' }, { kind: 'try-it', how: 'this-phone' }, { kind: 'later' }];
    case 'all-set':
      return [{ kind: 'second-way' }];
    case 'second-way':
      return [
        ...(reply.securityKeyAllowed ? [{ kind: 'ask-help-desk' } as const] : []),
        { kind: 'different-phone' },
        { kind: 'later' },
      ];
    case 'lost-phone':
      return (['gone', 'broken', 'moving'] as const).map((what) => ({ kind: 'lost-how', what }) as const);
    case 'moving-phones':
      return [{ kind: 'different-phone' }, { kind: 'later' }];
    case 'another-way':
      return [{ kind: 'different-phone' }, { kind: 'ask-help-desk' }];
    case 'glad-it-helped':
      return [{ kind: 'set-up-passkey' }];
    case 'requested':
      return [
        // A lost phone waits for the help desk.
        ...(reply.request.about === 'lost-phone' ? [] : [{ kind: 'resume' } as const]),
        { kind: 'cancel-request', number: reply.request.number },
      ];
    case 'request-cancelled':
      return [{ kind: 'resume' }];
    case 'confirm-delete':
      return [{ kind: 'confirm-delete' }, { kind: 'status' }];
    case 'not-me-reported':
      return [];
    case 'paused':
      return [{ kind: 'resume' }, { kind: 'start-over' }];
    case 'which-one':
      return [...reply.intents.map(commandFor), { kind: 'help' }];
    default:
      // What is left must be a notice: a new screen does not fit there and stops the build.
      return actionsOfNotice(reply);
  }
}

/** The command that an understood sentence stands for; the tasks of other roles are unknown to a user. */
export function commandFor(intent: Intent): Command {
  switch (intent) {
    case 'issue-tap':
    case 'new-campaign':
    case 'campaigns':
    case 'check-tenant':
    case 'unknown':
      return { kind: 'unknown' };
    default:
      return { kind: intent };
  }
}

const ways: Partial<Record<NonNullable<Symptom['leadsTo']>, Command>> = {
  'on-the-phone': { kind: 'on-the-phone' },
  'ask-for-tap': { kind: 'request-tap' },
  'orphan-advice': { kind: 'orphan', where: 'authenticator' },
  'sign-in-test': { kind: 'try-it', how: 'this-phone' },
  'new-phone': { kind: 'lost-phone' },
  'security-key': { kind: 'security-key' },
  'start-again': { kind: 'start-over' },
  'update-os': { kind: 'start-over' },
};

function wayOn(id: SymptomId): readonly Command[] {
  const { leadsTo } = symptom(id);
  const way = leadsTo && ways[leadsTo];
  return way ? [way] : [];
}

function orphanPlaces(platform: PhonePlatform, maker: PhoneMaker | undefined): readonly Command[] {
  const elsewhere = platform === 'ios' ? 'icloud' : maker === 'samsung' ? 'samsung-pass' : 'google';
  return [
    { kind: 'orphan', where: 'authenticator' },
    { kind: 'orphan', where: elsewhere },
    { kind: 'orphan', where: 'nowhere' },
  ];
}
