/** A name of the cloud's own: a flavor, an address, an id. */
export const CodeText = ({ children }: { children: string }) => <span className="font-mono text-s">{children}</span>
