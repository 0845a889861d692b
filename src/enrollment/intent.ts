/** What a sentence may ask for. Others rely on these names. */
export const intents = [
  'set-up-passkey',
  'resume',
  'status',
  'troubleshoot',
  'lost-phone',
  'request-tap',
  'sign-in-help',
  'remove-passkey',
  'about-passkeys',
  'security-key',
  'stop-messages',
  'talk-to-human',
  'help',
  'greeting',
  'issue-tap',
  'new-campaign',
  'campaigns',
  'check-tenant',
  'unknown',
] as const;
export type Intent = (typeof intents)[number];
