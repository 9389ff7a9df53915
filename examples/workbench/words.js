// The words of the page in six languages; @ stands for a number or a name.
const WORDS = {
  en: {
    title: "Workbench for ITU texts", draft: "Draft", open: "Open a file", mend: "Make all fixes", keep: "keep in this browser",
    found: "What is in it", language: "Language", take: "Take away:", loading: "loading", reading: "reading",
    ready: "Ready. Nothing leaves this machine.", counts: "Findings: @", page: "Page", outline: "Outline", tasks: "Tasks",
    references: "References", findings: "Findings", redline: "Changes", consolidated: "Consolidated", fix: "Fix", ignore: "Ignore this rule",
    again: "Show again:", none: "None.", second: "Open the earlier edition", proposals: "Open proposals", hint: "Drop a file here, paste a text, or type.",
    fixed: "This file cannot be changed here: it is shown as it was read.", failed: "@ cannot be read: ", missing: "Word and PDF files are not read here.",
  },
  fr: {
    title: "Atelier pour les textes de l'UIT", draft: "Projet", open: "Ouvrir un fichier", mend: "Tout corriger", keep: "garder dans ce navigateur",
    found: "Contenu", language: "Langue", take: "Emporter :", loading: "chargement", reading: "lecture",
    ready: "Prêt. Rien ne quitte cette machine.", counts: "Remarques : @", page: "Page", outline: "Plan", tasks: "Tâches",
    references: "Références", findings: "Remarques", redline: "Modifications", consolidated: "Version consolidée", fix: "Corriger", ignore: "Ignorer cette règle",
    again: "Montrer de nouveau :", none: "Aucune.", second: "Ouvrir l'édition antérieure", proposals: "Ouvrir des propositions", hint: "Déposez un fichier ici, collez un texte ou écrivez.",
    fixed: "Ce fichier ne peut pas être modifié ici : il est montré tel qu'il a été lu.", failed: "Impossible de lire @ : ", missing: "Les fichiers Word et PDF ne sont pas lus ici.",
  },
  es: {
    title: "Taller para textos de la UIT", draft: "Proyecto", open: "Abrir un archivo", mend: "Corregir todo", keep: "guardar en este navegador",
    found: "Contenido", language: "Idioma", take: "Llevarse:", loading: "cargando", reading: "leyendo",
    ready: "Listo. Nada sale de esta máquina.", counts: "Observaciones: @", page: "Página", outline: "Esquema", tasks: "Tareas",
    references: "Referencias", findings: "Observaciones", redline: "Cambios", consolidated: "Texto consolidado", fix: "Corregir", ignore: "Ignorar esta regla",
    again: "Mostrar de nuevo:", none: "Ninguna.", second: "Abrir la edición anterior", proposals: "Abrir propuestas", hint: "Suelte aquí un archivo, pegue un texto o escriba.",
    fixed: "Este archivo no se puede modificar aquí: se muestra tal como se leyó.", failed: "No se puede leer @: ", missing: "Los archivos Word y PDF no se leen aquí.",
  },
  ru: {
    title: "Мастерская текстов МСЭ", draft: "Проект", open: "Открыть файл", mend: "Исправить всё", keep: "хранить в этом браузере",
    found: "Содержание", language: "Язык", take: "Сохранить:", loading: "загрузка", reading: "чтение",
    ready: "Готово. Ничто не покидает этот компьютер.", counts: "Замечаний: @", page: "Страница", outline: "Структура", tasks: "Поручения",
    references: "Ссылки", findings: "Замечания", redline: "Изменения", consolidated: "Сводный текст", fix: "Исправить", ignore: "Не учитывать это правило",
    again: "Показать снова:", none: "Нет.", second: "Открыть прежнюю редакцию", proposals: "Открыть предложения", hint: "Перетащите сюда файл, вставьте или напишите текст.",
    fixed: "Этот файл здесь нельзя изменить: он показан так, как прочитан.", failed: "Не удаётся прочитать @: ", missing: "Файлы Word и PDF здесь не читаются.",
  },
  zh: {
    title: "国际电联文本工作台", draft: "草案", open: "打开文件", mend: "全部修正", keep: "保存在此浏览器中",
    found: "内容", language: "语言", take: "导出：", loading: "正在加载", reading: "正在读取",
    ready: "就绪。任何内容都不会离开本机。", counts: "意见：@", page: "页面", outline: "大纲", tasks: "任务",
    references: "引用", findings: "意见", redline: "修改", consolidated: "合并文本", fix: "修正", ignore: "忽略此规则",
    again: "重新显示：", none: "无。", second: "打开先前版本", proposals: "打开提案", hint: "将文件拖到此处，粘贴文本，或直接输入。",
    fixed: "此文件不能在此修改：按读取的内容显示。", failed: "无法读取 @：", missing: "此处不读取 Word 和 PDF 文件。",
  },
  ar: {
    title: "ورشة نصوص الاتحاد الدولي للاتصالات", draft: "المشروع", open: "فتح ملف", mend: "إجراء كل التصحيحات", keep: "الاحتفاظ به في هذا المتصفح",
    found: "المحتوى", language: "اللغة", take: "حفظ:", loading: "جارٍ التحميل", reading: "جارٍ القراءة",
    ready: "جاهز. لا شيء يغادر هذا الجهاز.", counts: "الملاحظات: @", page: "الصفحة", outline: "المخطط", tasks: "المهام",
    references: "الإحالات", findings: "الملاحظات", redline: "التغييرات", consolidated: "النص الموحد", fix: "تصحيح", ignore: "تجاهل هذه القاعدة",
    again: "إظهارها من جديد:", none: "لا شيء.", second: "فتح الطبعة السابقة", proposals: "فتح المقترحات", hint: "أفلت ملفاً هنا أو الصق نصاً أو اكتب.",
    fixed: "لا يمكن تغيير هذا الملف هنا: يُعرض كما قُرئ.", failed: "تعذرت قراءة @: ", missing: "لا تُقرأ هنا ملفات Word وPDF.",
  },
};
const TONGUES = {en: "English", fr: "Français", es: "Español", ru: "Русский", zh: "中文", ar: "العربية"};
