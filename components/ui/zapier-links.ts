/** Where Zapier's own sign-out is. */
export const ZAPIER_LOGOUT = 'https://zapier.com/app/logout';

/** Where Zapier lists the signed-in user's connections. */
export const ZAPIER_CONNECTIONS = 'https://zapier.com/app/assets/connections';
