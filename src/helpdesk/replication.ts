/**
 * Milliseconds until Graph surely lists a new TAP: "It can take a few minutes for changes to replicate".
 * Source: https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass
 */
export const replication = 5 * 60_000;
