const kept = 'countersign-slash'

/** Whether `/` alone opens the search. People who speak to their computer turn single keys off (WCAG 2.1.4). */
export const listensToSlash = (): boolean => localStorage.getItem(kept) !== 'off'

export const listenToSlash = (listens: boolean): void => localStorage.setItem(kept, listens ? 'on' : 'off')
