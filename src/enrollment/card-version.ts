/** Version of what the buttons of our cards carry. Raised when that changes its meaning: older buttons then do nothing but say so. */
export const cardVersion = 1;
