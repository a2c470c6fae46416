/** Whether the navigation is `collapsed`, remembered for the server's next render. */
export const navCookie = 'countersign-nav'
