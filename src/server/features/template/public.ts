export {
  builtInWords,
  fill,
  type TemplateValues,
  wordTemplate,
  type Words,
} from './word-template.ts';
