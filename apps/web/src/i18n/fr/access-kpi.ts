import type { TextShape } from '@vigie/ui';
import type { accessKpi as en } from '../en/access-kpi.ts';

export const accessKpi: TextShape<typeof en> = {
  'CA-01': {
    title: 'Visibilité des créneaux',
    what: 'créneaux montrés par les canaux internes et aussi par le partenaire',
    worse: 'Des créneaux montrés par les canaux de OWN, {{partner}} en a manqué <b>{{size}}</b>.',
    better: '{{partner}} a montré tous les créneaux que montraient les canaux de OWN.',
  },
  'CA-02': {
    title: 'Délai d’exposition, médiane',
    what: 'temps entre la première exposition d’un créneau sur les canaux internes et chez le partenaire',
    worse:
      'La moitié des créneaux ont atteint {{partner}} plus de <b>{{size}}</b> après le délai d’un canal interne à l’autre.',
    better: 'Les créneaux ont atteint {{partner}} <b>{{size}}</b> plus tôt que d’un canal interne à l’autre.',
  },
  'CA-03': {
    title: 'Fenêtre exclusive',
    what: 'temps pendant lequel un créneau était libre sur les canaux internes sans être montré au partenaire',
    worse:
      'Pendant <b>{{size}}</b> du temps où des créneaux étaient libres sur OWN, {{partner}} ne pouvait les montrer.',
    better: 'Les créneaux ont été cachés à {{partner}} <b>{{size}}</b> moins longtemps que la référence de la marge.',
  },
  'CA-04': {
    title: 'Disponibilité',
    what: 'temps de fonctionnement des interfaces, par jour UTC',
    worse: 'L’interface de {{partner}} a fonctionné <b>{{size}}</b> de moins du temps que celle de OWN.',
    better: 'L’interface de {{partner}} a fonctionné <b>{{size}}</b> de plus du temps que celle de OWN.',
  },
  'CA-05': {
    title: 'Latence',
    what: 'temps jusqu’au dernier octet de la réponse',
    worse: 'À requêtes comparables, {{partner}} a attendu <b>{{size}}</b> le temps des canaux de OWN.',
    better: 'À requêtes comparables, {{partner}} a attendu <b>{{size}}</b> le temps des canaux de OWN.',
  },
  'CA-06': {
    title: 'Taux d’erreur',
    what: 'requêtes échouées du fait de la plateforme',
    worse: 'À requêtes comparables, {{partner}} a subi <b>{{size}}</b> d’erreurs de plus que les canaux de OWN.',
    better: 'À requêtes comparables, {{partner}} a subi <b>{{size}}</b> d’erreurs de moins que les canaux de OWN.',
  },
  'CA-07': {
    title: 'Limitation de débit',
    what: 'requêtes écartées parce que trop nombreuses',
    worse: '{{partner}} a été limité <b>{{size}}</b> aussi souvent, par requête, que les canaux de OWN.',
    better: '{{partner}} a été limité <b>{{size}}</b> aussi souvent, par requête, que les canaux de OWN.',
  },
  'CA-08': {
    title: 'Réservations réussies',
    what: 'rendez-vous confirmés parmi les tentatives valables',
    worse:
      'À créneaux comparables, une tentative valable par {{partner}} a été confirmée <b>{{size}}</b> moins souvent que par les canaux de OWN.',
    better:
      'À créneaux comparables, une tentative valable par {{partner}} a été confirmée <b>{{size}}</b> plus souvent que par les canaux de OWN.',
  },
  'CA-09': {
    title: 'Propagation des changements, P95',
    what: 'temps avant qu’une annulation ou un déplacement soit vu de l’autre côté',
    worse:
      'Un changement sur vingt a mis au moins <b>{{size}}</b> de plus à atteindre {{partner}} qu’entre les canaux de OWN.',
    better:
      'Le vingtième le plus lent des changements a atteint {{partner}} <b>{{size}}</b> plus tôt qu’entre les canaux de OWN.',
  },
  'CA-10': {
    title: 'Refus',
    what: 'demandes d’accès refusées parmi celles tranchées',
    worse:
      'Les demandes de {{partner}} ont été refusées <b>{{size}}</b> plus souvent que celles de partenaires comparables.',
    better:
      'Les demandes de {{partner}} ont été refusées <b>{{size}}</b> moins souvent que celles de partenaires comparables.',
  },
  'CA-11': {
    title: 'Exposition dans la recherche',
    what: 'exposition des praticiens dans les résultats, à recherches semblables',
    worse: 'À recherches semblables, les praticiens de {{partner}} ont eu <b>{{size}}</b> l’exposition de ceux de OWN.',
    better:
      'À recherches semblables, les praticiens de {{partner}} ont eu <b>{{size}}</b> l’exposition de ceux de OWN.',
  },
  'CA-12': {
    title: 'Parité fonctionnelle',
    what: 'fonctions ouvertes au partenaire parmi celles des canaux internes',
    worse: '{{partner}} dispose de <b>{{level}}</b> des fonctions qu’utilisent les canaux de OWN.',
    better: '{{partner}} dispose de <b>{{level}}</b> des fonctions qu’utilisent les canaux de OWN.',
  },
  'CA-13': {
    title: 'Écart de prix',
    what: 'différence du prix par rendez-vous entre partenaires d’une même classe',
    worse: 'Le prix par rendez-vous de {{partner}} est à <b>{{level}}</b> de celui de sa classe.',
    better: 'Le prix par rendez-vous de {{partner}} est à <b>{{level}}</b> de celui de sa classe.',
  },
  'CA-14': {
    title: 'Délai de raccordement',
    what: 'jours de la première demande à la mise en service',
    worse: 'La moitié des raccordements de {{partner}} ont pris <b>{{level}}</b> ou plus.',
    better: 'La moitié des raccordements de {{partner}} ont été faits en <b>{{level}}</b>.',
  },
  'CA-15': {
    title: 'Portabilité, à 30 jours',
    what: 'exports complets dans les 30 jours de la demande',
    worse: 'En 30 jours, <b>{{size}}</b> d’exports vers {{partner}} de moins que la norme étaient complets.',
    better: 'En 30 jours, <b>{{size}}</b> d’exports vers {{partner}} de plus que la norme étaient complets.',
  },
  'CA-16': {
    title: 'Préavis de changement',
    what: 'jours de l’annonce d’un changement bloquant à son effet',
    worse: 'Le préavis le plus court donné à {{partner}} a été de <b>{{level}}</b>.',
    better: 'Le préavis le plus court donné à {{partner}} a été de <b>{{level}}</b>.',
  },
  'CA-17': {
    title: 'Assistance, première réponse',
    what: 'temps jusqu’à la première réponse, à gravité égale',
    worse: 'À gravité égale, {{partner}} a attendu <b>{{size}}</b> le temps des tickets internes.',
    better: 'À gravité égale, {{partner}} a attendu <b>{{size}}</b> le temps des tickets internes.',
  },
  'CA-18': {
    title: 'Créneaux déjà pris',
    what: 'créneaux déjà pris parmi ceux cliqués',
    worse: 'Par {{partner}}, un créneau cliqué était déjà pris <b>{{size}}</b> plus souvent que sur les canaux de OWN.',
    better:
      'Par {{partner}}, un créneau cliqué était déjà pris <b>{{size}}</b> moins souvent que sur les canaux de OWN.',
  },
  'CA-19': {
    title: 'Réglages par défaut',
    what: 'praticiens dont un réglage par défaut de la plateforme a fermé le canal du partenaire',
    worse: 'Un réglage par défaut a fermé {{partner}} pour <b>{{level}}</b> praticiens.',
    better: 'Un réglage par défaut a fermé {{partner}} pour <b>{{level}}</b> praticiens.',
  },
  'CA-20': {
    title: 'Recherche nominative détournée',
    what: 'recherches d’un praticien du partenaire qui finissent chez un autre, réservé sur OWN',
    worse: '<b>{{level}}</b> des recherches d’un praticien de {{partner}} ont fini chez un autre, réservé sur OWN.',
    better: '<b>{{level}}</b> des recherches d’un praticien de {{partner}} ont fini chez un autre, réservé sur OWN.',
  },
};
