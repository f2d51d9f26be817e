/** First names from many places; with the last names below they make no well-known person. */
export const FIRST_NAMES = (
  'Aino Alma Amara Amir Anouk Arjun Astrid Bao Beatriz Bjarne Callum Camila Carmen Cheng Clara Dagny Dario Deniz Diego Elif Elin ' +
  'Emeka Enzo Farah Femke Finn Freya Gael Giulia Hana Haruto Hugo Ilse Imani Ines Isla Ivo Jakub Jiho Joana Jonas Kaia Karim Keiko ' +
  'Kofi Lars Leila Linh Lior Luca Lucia Mads Maeve Magda Malik Marek Mateo Mei Milan Mina Naomi Nia Nico Noor Olga Omar Orla Pavel ' +
  'Petra Priya Rafael Rania Renzo Rohan Rosa Saanvi Samir Sanne Selma Sofia Soren Tamsin Tariq Thandi Theo Tomas Uma Vera Wei Wim ' +
  'Yara Yuki Zane Zofia'
).split(' ')

/** Invented or rare last names. */
export const LAST_NAMES = (
  'Abelung Ardenwick Barrowby Bellhaven Birkmoor Brackenfell Calderby Corvanta Dahlgrove Dunmarrow Eskelund Fairweld Fenwright ' +
  'Galdrana Greyfold Halvberg Hollinbeck Ilvanen Jardelin Kestelman Kirkvale Korvath Larkmead Lindqvale Maravelle Merrowdale ' +
  'Nakavora Norrgate Okandele Olmstrade Pellworth Penrowan Quarrendon Rastova Ravensgate Rookwell Saltmarch Selvaggia Silvermoor ' +
  'Stonebriar Tamberlin Thornquist Umbrecht Valdemere Varnholt Wexcombe Whitlarch Wyndhollow Yarrowby Zelenka-Moor'
).split(' ')

export const COMPANY_STEMS = (
  'Acornfield Alderhatch Amberquill Ashmarrow Barkhollow Birchwhistle Bogmyrtle Brackenloft Brambleshed Briarmoot Burdockle ' +
  'Cloverstack Cobblefern Crumbleberry Dewthicket Dockenfold Elderpatch Emberglade Ferncastle Foxgloam Furzeway Gorsebank ' +
  'Greenquill Hawthornet Hazelnook Heatherloom Hedgerowan Hollybarrow Ivymantle Juniperloft Kelpwick Larchmoor Leafmould ' +
  'Lichenworks Mallowmere Maplethorn Meadowspine Mulchmark Nettlebridge Oakgallery Oatmeadow Pinemartin Plumthorn Puddlewren ' +
  'Quillbarn Ragwortle Reedwarble Rosehipple Rowanledge Rushpatch Sedgeway Sloeberry Snailgate Sorrelstone Spindlewood ' +
  'Sporecraft Tanglewick Tansyfield Teaselworth Thistledock Timberquill Toadflaxen Twigloom Undergrove Vetchling Wickerfern ' +
  'Willowspan Woodruffle Wrenhatch Yarrowmead Yewbracken'
).split(' ')

export const INDUSTRIES = [
  { name: 'Architecture', suffix: 'Architects', weight: 10 },
  { name: 'Design', suffix: 'Studio', weight: 14 },
  { name: 'Education', suffix: 'Academy', weight: 9 },
  { name: 'Healthcare', suffix: 'Clinics', weight: 10 },
  { name: 'Legal', suffix: 'Law', weight: 12 },
  { name: 'Logistics', suffix: 'Freight', weight: 12 },
  { name: 'Manufacturing', suffix: 'Works', weight: 11 },
  { name: 'Media', suffix: 'Media', weight: 12 },
  { name: 'Software', suffix: 'Software', weight: 18 },
] as const

export const ROLES = [
  { name: 'admin', weight: 12 },
  { name: 'engineer', weight: 24 },
  { name: 'designer', weight: 18 },
  { name: 'marketing', weight: 18 },
  { name: 'operations', weight: 16 },
  { name: 'finance', weight: 12 },
] as const
