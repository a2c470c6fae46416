/**
 * Takes `__proto__` away from every object of this process, as `node --disable-proto=delete` does, however it was started: who gets
 * a name of their own into `into[name][key] = value` then changes no other object. Prototypes are still had by
 * `Object.getPrototypeOf`, and `{ __proto__: … }` in a literal is syntax of its own.
 */
export function takeProtoAway(): void {
  Reflect.deleteProperty(Object.prototype, '__proto__')
}
