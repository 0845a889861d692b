/**
 * The answer of a tenant without PIM. Nobody is eligible there: when the licence ends, eligible assignments are removed.
 * Source: https://learn.microsoft.com/entra/id-governance/licensing-fundamentals
 */
export const noPim = 'AadPremiumLicenseRequired';
