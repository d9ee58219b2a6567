/**
 * Keeps files that miss a drop target from doing anything at all; without this the browser tries to open them.
 * @returns a function that undoes it
 */
export function ignoreStrayDrops(): () => void {
  const ignore = (event: DragEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', ignore);
  window.addEventListener('drop', ignore);
  return () => {
    window.removeEventListener('dragover', ignore);
    window.removeEventListener('drop', ignore);
  };
}
