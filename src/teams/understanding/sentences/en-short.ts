import type { Labelled } from './labelled.ts';

/** Short, between two meetings: what people type who do not look for the right word. */
export const englishShort: Labelled = {
  'set-up-passkey': [
    'how can I get rid of passwords',
    'I would like to stop using my password',
    'replace my password with something better',
    'ditch the password for good',
  ],
  'about-passkeys': [
    'how long will this take me',
    'how many minutes do I need for it',
    'how much time does the setup need',
    'does it take long',
    'did this really come from microsoft',
    'is this message official or a scam',
    'is this a fake',
    'who has sent this and is it safe',
  ],
  'sign-in-help': [
    "I can't sign in to outlook on my iphone",
    'signing into teams on the phone fails',
    'log in to teams on my mobile does not work',
    'I cannot sign in to office on my phone',
    "outlook on my phone won't let me log in",
    'cannot log in to office from home',
    'unable to log into sharepoint with my work account',
  ],
  troubleshoot: [
    'nothing works here, please help',
    'please help, it all fails',
    'help, nothing is working any more',
    'it just will not work, help me please',
  ],
  'request-tap': ['is there a code for the very first sign-in', 'I was told to ask for a code that works for an hour'],
};
