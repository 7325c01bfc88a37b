/** Length of a password in characters, NIST SP 800-63B §3.1.1.2: long beats mixed. The form and the server both ask here. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
