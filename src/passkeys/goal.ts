/** `PASSKEY_GOAL`: `any` passkey that satisfies the user's policy, or one in Microsoft Authenticator. */
export type PasskeyGoal = 'any' | 'authenticator';
