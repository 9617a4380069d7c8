/**
 * Imports a module that is no part of the program: a plugin, a config file, an optional package. Of what is published,
 * the code that is compiled from what was kept can't import by itself.
 */
export const importModule = (specifier: string): Promise<unknown> => import(specifier);
