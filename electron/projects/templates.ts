import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { templateSchema, type ProjectTemplate } from '../../shared/project/templateSchema.ts';
import { readJsonFile } from '../settings/jsonFile.ts';

/**
 * The beginnings of projects that come with the program, in the order in which people see them.
 * @param folder absolute; a file in it that is no template is passed over and told
 */
export async function readTemplates(
  folder: string,
  warn: (line: string) => void,
): Promise<readonly ProjectTemplate[]> {
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith('.json'));
  const templates: ProjectTemplate[] = [];
  for (const name of names.sort()) {
    const template = await readJsonFile(path.join(folder, name), templateSchema);
    if (template) templates.push(template);
    else warn(`${name} is no template.`);
  }
  return templates.sort((a, b) => a.order - b.order);
}
