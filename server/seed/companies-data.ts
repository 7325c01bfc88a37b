/** Whom Northbeam knows: company, domain, country, city, and a time zone where the country has several. */
export interface SeedCompany {
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly city: string;
  readonly zone: string;
}

const TABLE = `
Hansen Holzbau | hansen-holzbau.example | DE | Hamburg
Elbwerk Ausbau | elbwerk.example | DE | Hamburg
Alster Dach | alster-dach.example | DE | Hamburg
Petersen Tiefbau | petersen-tiefbau.example | DE | Hamburg
Kontor & Kran | kontorkran.example | DE | Hamburg
Nordlicht Elektro | nordlicht-elektro.example | DE | Lübeck
Stadthaus Lüneburg | stadthaus.example | DE | Lüneburg
Maurer Voss | maurervoss.example | DE | Bremen
Isar Gerüst | isar-geruest.example | DE | München
Weinberg Bau | weinberg-bau.example | DE | Stuttgart
Rheinbrücke Hochbau | rheinbruecke.example | DE | Köln
Spreebogen Planung | spreebogen.example | DE | Berlin
Donau Fassaden | donau-fassaden.example | AT | Wien
Tiroler Zimmerei | tiroler-zimmerei.example | AT | Innsbruck
Limmat Hochbau | limmat.example | CH | Zürich
Lac Bleu Construction | lacbleu.example | CH | Genève
Grachten Bouw | grachtenbouw.example | NL | Amsterdam
Maasvlakte Beton | maasvlakte.example | NL | Rotterdam
Øresund Byg | oresundbyg.example | DK | København
Fyn Tømrer | fyntomrer.example | DK | Odense
Mälar Bygg | malarbygg.example | SE | Stockholm
Västkust Tak | vastkusttak.example | SE | Göteborg
Fjordhus | fjordhus.example | NO | Bergen
Saimaa Rakennus | saimaa.example | FI | Lappeenranta
Atelier Garonne | garonne.example | FR | Bordeaux
Bâtir Lyon | batirlyon.example | FR | Lyon
Costa Obra | costaobra.example | ES | València
Cal Mestre | calmestre.example | ES | Girona
Edil Navigli | edilnavigli.example | IT | Milano
Cantieri Brenta | brenta.example | IT | Padova
Byrne & Daughters | byrnebuild.example | IE | Cork
Liffey Works | liffeyworks.example | IE | Dublin
Aire Valley Builders | airevalley.example | GB | Leeds
Thames Loft | thamesloft.example | GB | London
Clyde Stone | clydestone.example | GB | Glasgow
Wisła Dom | wisladom.example | PL | Kraków
Tejo Obras | tejoobras.example | PT | Setúbal | Europe/Lisbon
Vltava Stavby | vltava.example | CZ | Praha
Schelde Bouw | scheldebouw.example | BE | Antwerpen
Sahyadri Projects | sahyadri.example | IN | Pune
Hudson Framing | hudsonframing.example | US | Albany | America/New_York
Lakeshore Build | lakeshorebuild.example | US | Chicago | America/Chicago
Cascade Timber | cascadetimber.example | US | Portland | America/Los_Angeles
Prairie Roofing | prairieroofing.example | CA | Winnipeg | America/Winnipeg
Yarra Constructions | yarra.example | AU | Melbourne | Australia/Melbourne
`;

export const seedCompanies: readonly SeedCompany[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [name = "", domain = "", country = "", city = "", zone = ""] = line.split(" | ");
    return { name, domain, country, city, zone };
  });

/** First and last names, by where they are common. */
export const seedNames: Readonly<Record<string, readonly [string, string]>> = {
  german: [
    "Anke Birte Carsten Dörte Emre Frauke Gesine Hauke Imke Jannis Karla Lars Meike Nils Okka Piet Rieke Sönke Thea Uwe",
    "Albers Behrens Claasen Demir Eggers Feddersen Gerdes Harms Iversen Jacobs Kruse Lorenzen Martens Nissen Ohlsen Paulsen Reimers Siemsen Thomsen Wulf",
  ],
  northern: [
    "Astrid Bjarne Eero Freja Gustav Hedda Ingrid Johan Kaisa Liv Mikkel Nora Oskar Pernille Rasmus Signe",
    "Aalto Berg Dahl Ekström Falk Holm Jensen Koskinen Lund Møller Nyström Olsen Rask Sand Torp Virtanen",
  ],
  western: [
    "Aoife Bram Clara Daan Eva Fleur Gareth Hugo Isla Joost Keira Luc Manon Niamh Owen Pauline Rhys Sanne",
    "Armstrong Bakker Claes Dekker Evans Fournier Gallagher Hughes Janssen Kelly Laurent Moreau Nolan Peeters Reid Smit Vermeer Walsh",
  ],
  southern: [
    "Alba Bruno Carla Duarte Elena Fabio Giulia Hélio Irene Jordi Katarína Lorenzo Marta Nuno Olga Paolo Rosa Tomasz",
    "Almeida Bianchi Castro Dvořák Esposito Ferrer Greco Horák Ibáñez Kowalski Lima Marini Novák Ortega Puig Romano Soler Zieliński",
  ],
  overseas: [
    "Aisha Brandon Chloe Dev Ethan Farah Grace Hannah Isaac Jasmine Kabir Lauren Meera Noah Priscilla Rohan Sadie Tyler",
    "Agarwal Brooks Carter Deshmukh Ellis Fraser Gokhale Hayes Iyer Jackson Kulkarni Lopez Mitchell Nguyen Patil Rivera Shah Turner",
  ],
};

export const namesOf: Readonly<Record<string, string>> = {
  DE: "german",
  AT: "german",
  CH: "german",
  DK: "northern",
  SE: "northern",
  NO: "northern",
  FI: "northern",
  NL: "western",
  BE: "western",
  FR: "western",
  IE: "western",
  GB: "western",
  ES: "southern",
  IT: "southern",
  PT: "southern",
  PL: "southern",
  CZ: "southern",
  IN: "overseas",
  US: "overseas",
  CA: "overseas",
  AU: "overseas",
};
