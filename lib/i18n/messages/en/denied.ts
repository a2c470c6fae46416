export const denied = {
  signIn: 'Sign in first.',
  noAccount: 'You have no role on this cloud account. An owner can give you one.',
  role: 'Your role does not include this. An owner can change it.',
  needsReviewer: 'Only a reviewer of this account can do this.',
  needsOwner: 'Only an owner of this cloud account can do this.',
  needsAdmin: 'Only an admin of this account can do this.',
  cloudTookIt:
    'The cloud itself calls one of these orders the one of this call: it was taken. Adopt or cancel that order.',
  contentUnreadable: 'The content of this request cannot be read, so nothing of it can be approved, sent or paid.',
  mayStillArrive: 'A late copy of the call could still arrive. What is known says from when on this can be decided.',
  ownRequest: 'You asked for this yourself. Somebody else must decide.',
  notYours: 'Only the person who asked can take it back.',
  supportSharesNothing: 'Support keeps views of its own. An owner, admin or reviewer can share one.',
} as const
