/**
 * Changes between light and dark happen in one step: without this, whatever has a transition passes through mixed
 * colours while the rest has changed already.
 * @returns a function that undoes it
 */
export function settleScheme(): () => void {
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  const { dataset } = document.documentElement;
  const settle = (): void => {
    dataset['schemeChanging'] = '';
    // The first callback comes before the changed colours are painted, the second after it.
    requestAnimationFrame(() => requestAnimationFrame(() => delete dataset['schemeChanging']));
  };
  scheme.addEventListener('change', settle);
  return () => scheme.removeEventListener('change', settle);
}
