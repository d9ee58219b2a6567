import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { isProjectFileName } from '../../ui/projectFileName.ts';
import { materialOf } from '../stage/materialOf.ts';

/**
 * Files may be dropped anywhere: projects are opened wherever they fall; photos and voices go where they belong when
 * they fall beside the places made for them.
 */
export function useWindowDrops(): void {
  const { materials, projects } = useSession();
  useEffect(() => {
    const isAsking = (): boolean => useProjectFile.getState().question !== null;

    /** Before any card takes it for a photo. */
    function onProject(event: DragEvent): void {
      const project = [...(event.dataTransfer?.files ?? [])].find(({ name }) => isProjectFileName(name));
      if (!project) return;
      event.preventDefault();
      if (!isAsking()) void projects.drop(project);
    }
    function onOver(event: DragEvent): void {
      if (event.defaultPrevented || isAsking() || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    }
    function onDrop(event: DragEvent): void {
      if (event.defaultPrevented || isAsking()) return;
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      const hasPhoto = useProject.getState().document.photo !== null;
      for (const file of files.slice(0, 2)) void materials.drop(materialOf(file, hasPhoto), file);
    }
    window.addEventListener('drop', onProject, { capture: true });
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('drop', onProject, { capture: true });
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [materials, projects]);
}
