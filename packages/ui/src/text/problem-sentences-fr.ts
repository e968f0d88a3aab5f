/**
 * French sentences of what is wrong with a file or a row, by code: an issue's rule, a problem's reason. English ones come from the server as they are. Blanks are
 * filled from the facts (of an issue) or from where it happened (of a problem); a sentence whose blank has no fact is not used.
 */
export interface FrenchProblem {
  readonly message: string;
  readonly cure: string;
}

const AT_THE_SOURCE = 'Corrigez la valeur à la source et apportez le fichier corrigé.';

/** What each rule means, in a few words. */
export const RULE_TITLES_FR: Readonly<Record<string, string>> = {
  R1: 'la clé est là deux fois',
  R2: 'finit avant de commencer',
  R3: 'pris après le rendez-vous',
  R4: 'code du partenaire manquant',
  R5: 'code inconnu',
  R6: 'le poids n’est pas au-dessus de zéro',
  CAST: 'illisible dans son type',
  MALFORMED: 'la ligne n’a pas les colonnes de l’en-tête',
  MISSING: 'une valeur nécessaire est vide',
  NEGATIVE: 'un compte sous zéro',
  W1: 'la clé du numéro de praticien est fausse',
  W2: 'département inconnu',
  W3: 'pris avant la publication du créneau',
  W4: 'dure moins de 5 ou plus de 480 minutes',
  W5: 'le volume du mois est loin de l’habituel',
  W6: 'spécialité souvent vide',
  W7: 'le fichier est tardif',
  DUP: 'la même ligne est venue avant',
  REPAIR: 'le nom ou l’adresse d’une plateforme a été réparé',
  FUTURE: 'postérieur au fichier lui-même',
  INCONSISTENT: 'deux champs se contredisent',
  GEO: 'n’est pas un lieu sur Terre',
  ENCODING: 'encodages mêlés',
  ZONE: 'une heure sans son fuseau',
  PSEUDONYM: 'n’est pas un pseudonyme ; son texte n’a pas été gardé',
  WEEKDAY: 'une semaine qui ne commence pas un lundi',
};

/** What a field takes, by type or kind of the contract. */
export const EXPECTED_FR: Readonly<Record<string, string>> = {
  DATE: 'un jour (AAAA-MM-JJ ou JJ/MM/AAAA)',
  TIMESTAMPTZ: 'un instant (ISO 8601, 2026-01-31T08:30:00Z)',
  BOOLEAN: 'vrai ou faux',
  BIGINT: 'un nombre entier',
  INTEGER: 'un nombre entier',
  DOUBLE: 'un nombre',
  'DECIMAL(18,2)': 'un nombre d’au plus deux décimales',
  'VARCHAR[]': 'une liste',
  departement: 'le code d’un département',
  practitioner: 'l’identifiant d’un praticien',
};

/** By rule; `RULE_table` where a table says it otherwise. */
export const ISSUES_FR: Readonly<Record<string, FrenchProblem>> = {
  MALFORMED: {
    message: 'La ligne a {{found}} champs, l’en-tête en a {{header}}.',
    cure: 'Corrigez la ligne, ou mettez entre guillemets le champ qui contient un séparateur.',
  },
  MISSING: { message: '{{name}} est vide et ne doit pas l’être.', cure: AT_THE_SOURCE },
  CAST: { message: '{{name}} vaut « {{value}} » ; il faut {{expected}}.', cure: AT_THE_SOURCE },
  R1: {
    message: 'Même clé qu’à la ligne {{other}}.',
    cure: 'Seule la première est gardée. Exportez chaque ligne une fois.',
  },
  R2_booking: { message: 'Le rendez-vous finit avant de commencer, ou en même temps.', cure: AT_THE_SOURCE },
  R3_booking: {
    message: 'Pris plus d’une heure après le début du rendez-vous, et pas à l’accueil.',
    cure: 'Vérifiez le fuseau des deux instants.',
  },
  R4_booking: { message: 'Le canal est PARTNER_API et le partenaire est vide.', cure: AT_THE_SOURCE },
  R5: {
    message: '{{name}} vaut « {{value}} » ; il faut l’un de {{codes}}.',
    cure: 'Rapportez le code à l’un d’eux par une correspondance.',
  },
  R6: { message: 'Le poids vaut {{value}} ; il faut plus de 0.', cure: AT_THE_SOURCE },
  NEGATIVE: { message: '{{name}} vaut {{value}} ; un compte n’est jamais sous 0.', cure: AT_THE_SOURCE },
  PSEUDONYM: {
    message: '{{name}} ne contient pas un pseudonyme de 64 chiffres hexadécimaux ; son texte n’a pas été gardé.',
    cure: 'Mettez le pseudonyme à la source : ni noms, ni adresses, ni numéros de téléphone dans le fichier.',
  },
  DUP: {
    message: 'Même clé qu’à la ligne {{other}} ; les deux comptent.',
    cure: 'Vérifiez si le lieu est listé deux fois.',
  },
  REPAIR: {
    message: 'La plateforme a été lue avec une réparation : {{mended}}.',
    cure: 'Demandez les chiffres sans réparations pour les écarter.',
  },
  ZONE: {
    message: '{{name}} vaut « {{value}} », sans fuseau horaire ; lu dans {{zone}}.',
    cure: 'Exportez les heures avec leur fuseau (2026-01-31T08:30:00Z), ou dites-le avec --zone Europe/Paris.',
  },
  WEEKDAY: {
    message: '{{name}} vaut {{value}}, et la période est une semaine ; les semaines commencent le lundi. Gardée.',
    cure: 'Vérifiez quelles semaines le fichier compte.',
  },
  W1: {
    message: '{{name}} vaut {{value}}, dont la clé est fausse ; gardé tel quel.',
    cure: 'Vérifiez l’identifiant au répertoire (RPPS).',
  },
  W2: { message: '{{name}} vaut « {{value}} », qui n’est pas un département ; gardé tel quel.', cure: AT_THE_SOURCE },
  W3: { message: 'Pris avant la publication du créneau.', cure: 'Vérifiez l’horloge et le fuseau de l’export.' },
  W4: { message: 'Le rendez-vous dure moins de 5 minutes ou plus de 8 heures.', cure: AT_THE_SOURCE },
  FUTURE: {
    message: '{{name}} vaut {{value}}, après le jour du fichier.',
    cure: 'Dites le jour du fichier ; les chiffres signalent ce qui le suit.',
  },
  INCONSISTENT: {
    message: '{{name}} (« {{value}} ») contredit un autre champ de la ligne ; gardé.',
    cure: AT_THE_SOURCE,
  },
  GEO: { message: '{{name}} vaut {{value}}, hors du globe ; gardé.', cure: AT_THE_SOURCE },
  ENCODING: {
    message: 'La ligne est dans un autre encodage que le reste du fichier et a été décodée à part.',
    cure: 'Exportez tout le fichier en UTF-8.',
  },
};

/** Why a file as a whole was refused, by reason. */
export const PROBLEMS_FR: Readonly<Record<string, FrenchProblem>> = {
  EMPTY_FILE: { message: 'Le fichier est vide : ni en-tête, ni lignes.', cure: 'Exportez-le de nouveau.' },
  NO_HEADER: {
    message: 'Le fichier n’a pas d’en-tête.',
    cure: 'Exportez-le avec le nom de ses colonnes sur la première ligne.',
  },
  NO_DELIMITER: {
    message: 'Aucun séparateur ne coupe le fichier en colonnes.',
    cure: 'Exportez-le en CSV, avec des virgules ou des points-virgules.',
  },
  WRONG_DELIMITER: {
    message: 'Les colonnes ne se séparent pas comme l’en-tête le dit.',
    cure: 'Exportez le fichier en CSV avec un seul séparateur.',
  },
  UNCLOSED_QUOTE: {
    message: 'Un guillemet est ouvert à la ligne {{line}} et jamais fermé.',
    cure: 'Fermez-le, ou doublez-le là où il appartient au texte.',
  },
  LINE_TOO_LONG: {
    message: 'La ligne {{line}} est trop longue pour être lue.',
    cure: 'Cherchez un guillemet qui n’est pas fermé.',
  },
  TOO_MANY_COLUMNS: { message: 'L’en-tête a trop de colonnes.', cure: 'Exportez les colonnes nécessaires seulement.' },
  NOT_A_TABLE: {
    message: 'Ce n’est pas un tableau que l’on sache lire.',
    cure: 'Apportez du CSV (même compressé par gzip), du Parquet ou le JSON horaire connu.',
  },
  DAMAGED_PARQUET: {
    message: 'Le fichier commence comme du Parquet et ne se lit pas : il est abîmé ou coupé.',
    cure: 'Récupérez-le ou exportez-le de nouveau.',
  },
  NO_PROFILE_FITS: {
    message: 'Aucun profil ne convient à ces colonnes.',
    cure: 'Prenez la correspondance proposée, et corrigez-la.',
  },
  MISSING_COLUMN: {
    message: 'Il manque de quoi remplir {{column}}.',
    cure: 'Ajoutez la colonne, ou dites d’où vient la valeur par une correspondance.',
  },
  TOO_MANY_ADDRESSES: {
    message:
      'La colonne des adresses contient trop d’hôtes différents : ce ne sont pas des adresses de prise de rendez-vous.',
    cure: 'Choisissez une autre colonne.',
  },
  ROWS_DIFFER: {
    message: 'Le fichier se lit de deux façons qui diffèrent. Rien n’a été pris.',
    cure: 'Exportez-le de nouveau, chaque texte entre guillemets.',
  },
  NOT_READ: { message: 'Le fichier n’a pu être lu jusqu’au bout.', cure: 'Exportez-le de nouveau.' },
  BAD_MAPPING: { message: 'La correspondance ne s’applique pas à ce fichier.', cure: 'Corrigez-la et renvoyez-la.' },
  DISK_FULL: {
    message: 'Le disque est plein ; rien n’a été pris.',
    cure: 'Libérez de la place, ou pointez VIGIE_HOME vers un disque plus grand.',
  },
};

/** A French problem with its blanks filled, or null when there is none, or a fact it needs is missing: never a sentence with a hole. */
export function frenchProblem(
  template: FrenchProblem | undefined,
  facts: Readonly<Record<string, string | number>>,
): FrenchProblem | null {
  if (template === undefined) return null;
  const needed = [...`${template.message}${template.cure}`.matchAll(/\{\{(\w+)\}\}/gu)].map((match) =>
    String(match[1]),
  );
  if (needed.some((name) => facts[name] === undefined || facts[name] === '')) return null;
  const fill = (text: string): string => text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(facts[name]));
  return { message: fill(template.message), cure: fill(template.cure) };
}

/** One issue of one row in French, from its rule and facts. */
export function frenchIssue(rule: string, facts: Readonly<Record<string, string | number>>): FrenchProblem | null {
  const expected = EXPECTED_FR[String(facts['expected'])];
  const { expected: _code, ...rest } = facts;
  const known = expected === undefined ? rest : { ...rest, expected };
  return frenchProblem(ISSUES_FR[`${rule}_${facts['table']}`] ?? ISSUES_FR[rule], known);
}
