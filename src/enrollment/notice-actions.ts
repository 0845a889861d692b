import type { Command } from './command.ts';
import type { Notice } from './notice.ts';
import type { SymptomId } from './symptoms.ts';

export function actionsOfNotice(reply: Exclude<Notice, { readonly kind: 'which-one' }>): readonly Command[] {
  switch (reply.kind) {
    case 'welcome':
      return [{ kind: 'set-up-passkey' }, { kind: 'about-passkeys' }, { kind: 'help' }];
    case 'help':
    case 'not-understood':
      return [
        { kind: 'set-up-passkey' },
        { kind: 'troubleshoot' },
        { kind: 'lost-phone' },
        { kind: 'about-passkeys' },
        { kind: 'talk-to-human' },
      ];
    case 'found-symptoms':
      return [...reply.symptoms.map(choose), { kind: 'talk-to-human' }];
    case 'cannot-see-pictures':
      return [{ kind: 'troubleshoot' }, { kind: 'talk-to-human' }];
    case 'is-it-genuine':
      return [{ kind: 'about-passkeys' }, { kind: 'not-me' }];
    case 'about-passkeys':
    case 'nothing-open':
      return [{ kind: 'set-up-passkey' }];
    case 'security-key':
      return reply.allowed === false
        ? [{ kind: 'set-up-passkey' }]
        : [{ kind: 'ask-help-desk' }, { kind: 'set-up-passkey' }];
    case 'remove-passkey':
      return [{ kind: 'lost-phone' }, { kind: 'talk-to-human' }];
    case 'sign-in-help':
      return [{ kind: 'troubleshoot' }, { kind: 'lost-phone' }, { kind: 'talk-to-human' }];
    case 'known-about-you':
      return [{ kind: 'delete-my-data' }];
    case 'data-deleted':
      return [{ kind: 'set-up-passkey' }];
    case 'could-not-read':
    case 'something-went-wrong':
      return [{ kind: 'resume' }, { kind: 'talk-to-human' }];
    case 'reminder':
      return [{ kind: 'resume' }, { kind: 'remind-tomorrow' }, { kind: 'stop-messages' }];
    case 'messages-stopped':
      return [{ kind: 'security-key' }, { kind: 'talk-to-human' }];
    case 'will-remind':
    case 'you-are-welcome':
    case 'not-in-pilot':
    case 'in-private':
    case 'write-in-private':
    case 'one-moment':
      return [];
    case 'continued-below':
      return [{ kind: 'status' }];
  }
}

export function choose(id: SymptomId): Command {
  return { kind: 'symptom', symptom: id };
}
