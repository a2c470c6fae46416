import type { FieldValues, Resolver } from 'react-hook-form'

/**
 * A resolver whose schema is loaded beside the page instead of before it, so that a wizard's first script stays small.
 * `load` is an import of a module that ends in `zodResolver(Input)`; call `preload` once the page stands.
 */
export function lazyResolver<Values extends FieldValues>(load: () => Promise<Resolver<Values>>) {
  let loading: Promise<Resolver<Values>> | undefined
  const preload = () => (loading ??= load())
  const resolver: Resolver<Values> = async (...question) => (await preload())(...question)
  return { resolver, preload }
}
