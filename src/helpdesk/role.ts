/** Who may do what beyond a user; held through membership in Entra groups. */
export type Role = 'helpdesk';
